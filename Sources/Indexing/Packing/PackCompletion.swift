import Archives
import SystemPackage

/// The last steps of packing a file: its text is compressed, and now the packed file must become the file.
struct PackCompletion: Sendable {
    let planned: PlannedPack
    /// Whether a program may be writing records to the original: none writes them compressed.
    let mayHaveWriter: Bool
    let packer: FramePacker

    static let changed = "it changes while it is being packed: still written to, it seems"

    /// Ends the packed file, reads it again and compares, and puts it in its place if the original is as it was.
    ///
    /// - Parameters:
    ///   - decodedSize: how much text there must be in it.
    ///   - removing: whether the original is to go then, and so must have no writer.
    /// - Returns: nil, or why nothing was done.
    func publish(_ decodedSize: UInt64, removing: Bool, jobs: Int) throws(ArchiveError) -> String? {
        guard packer.decodedSize == decodedSize else {
            throw ArchiveError("packed \(packer.decodedSize) bytes of text instead of \(decodedSize)")
        }
        let attributes = try FileAttributes(at: planned.source)
        guard planned.isUnchanged(attributes.status) else { return PackCompletion.changed }
        try packer.finish()
        do throws(ArchiveError) {
            try packer.keep(attributes, of: planned.source)
        } catch {
            return "the packed file would not be as it is: \(error.reason)"
        }
        try packer.flush()
        if let problem = try PackVerifier.problem(in: try packer.mapped(), packer.frames, jobs: jobs) {
            throw ArchiveError(
                "was packed, but \(problem)", remedy: "the original is untouched; check the disk and the memory")
        }
        guard planned.isUnchanged(try FileAttributes(at: planned.source).status) else { return PackCompletion.changed }
        if mayHaveWriter, removing, planned.source.isOpenForWriting == true {
            return "another program has it open for writing"
        }
        if planned.isInPlace { return try replaceOriginal() }
        try packer.publish()
        return nil
    }

    private func replaceOriginal() throws(ArchiveError) -> String? {
        switch try packer.publish(removing: planned.status) {
        case .removed: nil
        case .left: PackCompletion.changed
        case .displaced(let path):
            "\(PackCompletion.changed); a new file has come in its place, and it is kept as \(path)"
        }
    }

    /// What was done, once the packed file is ended.
    var packedFile: PackReport.PackedFile {
        PackReport.PackedFile(
            source: planned.source, target: planned.target, sourceSize: planned.status.size,
            packedSize: packer.packedSize, decodedSize: packer.decodedSize)
    }
}
