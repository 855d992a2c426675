import Archives
public import Tracing

/// Why an archive could not be searched.
extension UnreadArchive.Reason {
    /// For people, to follow the path and a colon.
    public var sentence: String {
        switch self {
        case .gone: "the file is gone"
        case .changed: "the file has changed since it was indexed; index it again"
        case .notAsIndexed(nil): "its content is not what was indexed: what the index has there is not there"
        case .notAsIndexed(let tear?): "its content is not what was indexed: \(tear)"
        case .torn(let tear): "\(tear)"
        case .shortened(let length): "the file holds only the first \(length) bytes of the archive"
        case .cutOff: "the file was cut off while it was searched"
        case .partlyIndexed(_, _, let text): text
        case .unreadable(let error): error.cause.map { "\(error.what): \($0.text)" } ?? error.what
        case .indexDamaged(let text): text
        }
    }
}

extension ArchiveError.Cause {
    fileprivate var text: String {
        switch self {
        case .system(let errno): "\(errno)"
        case .library(let text): text
        }
    }
}
