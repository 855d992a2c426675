import Archives
import IndexModel

/// What the catalog gets to know from a job.
extension ArchiveJob {
    /// The catalog's entry as of now. All chunks given must have come back.
    var entry: ArchiveEntry {
        let progress = currentProgress
        var entry = planned.entry
        entry.counts.add(progress.counts)
        // The record at which indexing went on was counted before.
        if planned.resumeOffset < planned.entry.indexedLength, progress.counts.records > 0 { entry.counts.records -= 1 }
        if let layout = progress.layout { entry.layout = layout }
        note(progress, in: &entry)
        entry.isUnfinished = !progress.isFinished
        var location = planned.location
        location.isPresent = true
        location.end = endFingerprint
        location.problem = progress.tear.map(ArchiveProblem.init)
        if let packed = packing?.location { location = packed }
        location.length = entry.indexedLength
        entry.locations.insert(location, at: 0)
        return progress.isFinished ? entry.withoutNeedlessLocations : entry
    }

    /// How far it is indexed, and what it holds up to there.
    private func note(_ progress: Progress, in entry: inout ArchiveEntry) {
        entry.indexedLength = max(progress.cutOffset, planned.resumeOffset)
        // At the end of a file that may yet grow, the last record may yet go on.
        entry.resumeOffset =
            progress.isFinished ? progress.lastRecordStart ?? planned.resumeOffset : entry.indexedLength
        if let whole = progress.leaves.first {
            entry.content = whole.content
        } else if let hashed = progress.hashed {
            entry.content = hashed
        }
    }

    /// Why the archive is indexed only in part; nil where nothing of it is left out.
    var shortfall: String? {
        if let failure { return failure.reason }
        let entry = entry
        return entry.locations.first?.problem?.text ?? entry.problem?.text
    }

    /// Archives whose whole content was found in what the file has grown by.
    var contained: [ArchiveID] {
        let progress = currentProgress
        guard progress.isFinished else { return [] }
        return zip(planned.appended, progress.leaves.dropFirst()).compactMap { appended, found in
            found.content == appended.content ? appended.id : nil
        }
    }

    /// Damaged archives of which this one, read to its end, holds as much.
    var mended: [ArchiveID] {
        let entry = entry
        guard entry.isWhole else { return [] }
        return planned.damaged.filter { $0.indexedLength <= entry.indexedLength }.map(\.id)
    }
}

extension ArchiveProblem {
    init(_ tear: Tear) {
        let kind: Kind =
            switch tear.kind {
            case .truncated: .truncated
            case .corrupt: .corrupt
            case .unsupported: .undecodable
            }
        self.init(kind: kind, offset: tear.decodedOffset, text: tear.description)
    }
}
