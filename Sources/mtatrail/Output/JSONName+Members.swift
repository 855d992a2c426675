import Printing

/// What a record is told by besides its own members.
extension JSONName {
    static let key: JSONName = "key"
    static let archive: JSONName = "archive"
    static let offset: JSONName = "offset"
}
