public import IndexModel
import LMDB
import SystemPackage

extension IndexWriter {
    /// Slices merged side by side before they are staged: with some hundred thousand postings each they bound the memory.
    private static let slicesAtOnce = 8

    /// Merges runs of like size, so that a lookup asks a handful however many batches there were, and drops the postings of
    /// archives that are not in the catalog any more.
    ///
    /// Call it when everything staged is published. Readers see the old runs or the new one, at any moment; a kill loses
    /// nothing. Over the life of an index O(log batches) a posting; in some 128 MiB.
    ///
    /// - Parameter droppingAllForgotten: whether to write every run anew that names an archive that was forgotten, and
    ///   not only those where it is worth it.
    /// - Throws: `IndexError`: a run that is damaged, a disk that is full.
    public mutating func mergeRuns(droppingAllForgotten: Bool = false) throws(IndexError) {
        let (runs, living) = try runsAndArchives()
        let rows = Dictionary(uniqueKeysWithValues: runs.map { ($0.number, $0.row) })
        let policy = MergePolicy(dropsAllForgotten: droppingAllForgotten)
        for group in policy.groups(runs.map { MergePolicy.Run($0, $1, living) }) {
            try merge(group.compactMap { number in rows[number].map { (number, $0) } }, keeping: living)
        }
        try attributing("the list of runs", of: directory) { try IndexWriter.sweep(environment, databases, directory) }
    }

    /// Takes archives out of the catalog, and then their postings and frames out of the index.
    ///
    /// From the first moment on no lookup tells of them; killed later, the rest is done by the next call that forgets or
    /// merges.
    ///
    /// - Throws: `IndexError`: a run that is damaged, a disk that is full.
    public mutating func forget(_ archives: [ArchiveID]) throws(IndexError) {
        try publish(nil, [], forgetting: archives, inputs: nil)
        try mergeRuns(droppingAllForgotten: true)
    }

    public mutating func maintain() throws(IndexError) {
        if hasPublished { try mergeRuns() }
    }

    private func runsAndArchives() throws(IndexError) -> ([(number: UInt32, row: RunRow)], Set<ArchiveID>) {
        let transaction = try attributing("the file", of: directory) { try environment.beginRead() }
        let runs = try RunRow.readAll(in: transaction, databases, directory)
        let catalog = try Snapshot(transaction, databases, directory).archives()
        return (runs, Set(catalog.map(\.id)))
    }

    /// Puts one run into the place of several. Nothing of the old ones is touched before the new one is whole.
    private mutating func merge(
        _ runs: [(number: UInt32, row: RunRow)], keeping living: Set<ArchiveID>
    ) throws(IndexError) {
        let merge = RunMerge(runs, into: schema.nextRun) { living.contains($0) }
        var counts: [Int] = []
        for shape in merge.shapes { counts.append(try write(shape.family, of: merge)) }
        let staged = StagedRun(number: merge.number, row: merge.row(postings: counts))
        try publish(staged.postingCount > 0 ? staged : nil, replacing: runs.map(\.number))
        try attributing("the list of runs", of: directory) { try IndexWriter.sweep(environment, databases, directory) }
    }

    /// Stages one family of a merged run; gives how many postings it has.
    private mutating func write(_ family: KeyFamily, of merge: borrowing RunMerge) throws(IndexError) -> Int {
        var count = 0
        var read: [Int] = []
        for start in stride(from: 0, to: merge.sliceCount(family), by: IndexWriter.slicesAtOnce) {
            let end = min(start + IndexWriter.slicesAtOnce, merge.sliceCount(family))
            let slices = try slices(start..<end, family, of: merge)
            for slice in slices {
                read = read.isEmpty ? slice.read : zip(read, slice.read).map(+)
                count += slice.postings
            }
            try attributing("run \(merge.number)", of: directory) {
                try stage(slices.map(\.rows), family, ofRun: merge.number)
            }
        }
        if let run = merge.incompleteRun(family, read: read) { throw .damaged("run \(run)", directory) }
        return count
    }

    /// Reads and packs slices side by side.
    private func slices(
        _ range: Range<Int>, _ family: KeyFamily, of merge: borrowing RunMerge
    ) throws(IndexError) -> [RunMerge.Slice] {
        let merge = copy merge
        let results = mapConcurrently(range) { slice in
            Result { () throws(MergeDamage) in
                try merge.slice(slice, of: family, in: environment, databases.postings)
            }
        }
        var slices: [RunMerge.Slice] = []
        for result in results {
            do throws(MergeDamage) {
                slices.append(try result.get())
            } catch {
                throw IndexError(error, directory)
            }
        }
        return slices
    }
}

extension IndexError {
    fileprivate init(_ damage: MergeDamage, _ directory: FilePath) {
        if let error = damage.cause as? LMDBError {
            self.init(error, directory)
        } else {
            self = .damaged("run \(damage.run)", directory)
        }
    }
}

extension MergePolicy.Run {
    fileprivate init(_ number: UInt32, _ row: RunRow, _ living: Set<ArchiveID>) {
        self.init(
            number: number,
            postings: row.families.reduce(0) { $0 + row.livingPostings(of: $1.family) { living.contains($0) } },
            granules: row.extents.ordinalEnd, livingGranules: row.extents.granuleCount { living.contains($0) })
    }
}

extension RunRow {
    /// About how many postings of a family belong to archives of a kind: they are spread over the granules.
    func livingPostings(of family: KeyFamily, keeping isKept: (ArchiveID) -> Bool) -> Int {
        let (all, living) = (extents.ordinalEnd, extents.granuleCount(where: isKept))
        let postings = self[family]?.postings ?? 0
        return living == all ? postings : Int(Double(postings) * Double(living) / Double(all))
    }
}
