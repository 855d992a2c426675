/// The ways in which the corpus is stored.
enum Codec: String, CaseIterable, Sendable {
    case plain
    case gzip
    case zstd
    case seekable

    /// As a table names its files.
    var label: String {
        switch self {
        case .plain: "plain"
        case .gzip: ".gz"
        case .zstd: ".zst"
        case .seekable: "seekable .zst"
        }
    }

    var suffix: String {
        switch self {
        case .plain: ""
        case .gzip: ".gz"
        case .zstd, .seekable: ".zst"
        }
    }
}
