import Archives
import IndexModel
import SystemPackage

/// A file that is to be read, and what it may turn out to hold.
struct PlannedArchive {
    /// What the catalog will know, the file's own location left out.
    var entry: ArchiveEntry
    /// The file that is read.
    var location: ArchiveLocation
    /// Where to go on, in decoded bytes: 0, or the start of a record.
    var resumeOffset: UInt64 = 0
    /// Archives of the catalog that begin as the file does, the most likely first. If it holds all that one of them does,
    /// it is that archive, and only what it holds beyond is indexed; otherwise it is the new one of `entry`.
    var candidates: [ArchiveEntry] = []
    /// Archives whose content may stand, byte for byte, in what the file has grown by.
    var appended: [AppendedArchive] = []
    /// Damaged archives that begin alike and whose files are gone: they leave the catalog when this one has as much.
    var damaged: [ArchiveEntry] = []

    var path: FilePath { FilePath(bytes: location.path) }

    /// How much of the file is to be read.
    func bytesAhead(from frame: Frame?) -> UInt64 {
        let start = frame?.compressedOffset ?? (location.isReadInPlace ? resumeOffset : 0)
        return location.size - min(start, location.size)
    }

    /// What of the content need not be hashed again.
    var knownContent: HashedContent? { entry.provenLength > 0 ? entry.content : nil }

    /// The same file, when it turned out to hold the known archive.
    func holding(_ known: ArchiveEntry) -> PlannedArchive {
        var planned = self
        planned.entry = known
        planned.resumeOffset = known.resumeOffset
        planned.candidates = []
        planned.damaged = []
        return planned
    }
}

/// An archive whose content is looked for inside another, at the place where its head was found.
struct AppendedArchive {
    let id: ArchiveID
    /// What it holds.
    let content: HashedContent
    /// Where it would stand in the other one's decoded bytes.
    let range: Range<Int>

    init(_ entry: ArchiveEntry, at offset: Int) {
        id = entry.id
        content = entry.content
        range = offset..<offset + Int(entry.provenLength)
    }
}

extension ArchiveLocation {
    /// - Parameters:
    ///   - path: the file's absolute path.
    ///   - frames: the number for the frames that will be found in the file.
    init(_ file: ArchiveFile, path: [UInt8], frames: FrameSetID) {
        let status = file.status
        self.init(
            path: path, codec: file.codec.rawValue, size: status.size, modificationTime: status.modificationTime,
            changeTime: status.changeTime, inode: status.inode, device: status.device, frames: frames)
    }

    /// Whether the file is the decoded stream, so that reading it can begin anywhere.
    var isReadInPlace: Bool { Codec(rawValue: codec)?.isReadInPlace == true }

    /// The file's status when it was looked at last.
    var status: FileStatus {
        get {
            FileStatus(
                size: size, modificationTime: modificationTime, changeTime: changeTime, inode: inode, device: device)
        }
        set {
            size = newValue.size
            modificationTime = newValue.modificationTime
            changeTime = newValue.changeTime
            inode = newValue.inode
            device = newValue.device
        }
    }
}
