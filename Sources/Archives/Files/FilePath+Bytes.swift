public import SystemPackage

/// Paths and names are bytes, which need be no text: whoever goes by way of a `String` loses what is not UTF-8.
extension FilePath {
    /// The path of these bytes, none of which is zero, as they are.
    public init(bytes: some Collection<UInt8>) {
        unsafe self.init(platformString: bytes.map { CInterop.PlatformChar(bitPattern: $0) } + [0])
    }

    /// The bytes of the path.
    public var bytes: [UInt8] {
        unsafe withPlatformString { unsafe Array(zeroTerminated: $0) }
    }

    /// The bytes of the last component; empty where there is none, as in "/".
    public var lastName: [UInt8] {
        guard let last = lastComponent else { return [] }
        return unsafe last.withPlatformString { unsafe Array(zeroTerminated: $0) }
    }

    /// The path of what is called `name` in this directory.
    public func appending(name: some Collection<UInt8>) -> FilePath {
        var path = self
        path.append(name: name)
        return path
    }

    private mutating func append(name: some Collection<UInt8>) {
        append(FilePath(bytes: name).components)
    }
}

extension [UInt8] {
    /// The bytes before the zero.
    init(zeroTerminated string: UnsafePointer<CInterop.PlatformChar>) {
        var end = unsafe string
        while unsafe end.pointee != 0 { unsafe end += 1 }
        let count = unsafe end - string
        self = unsafe UnsafeBufferPointer(start: string, count: count).map { UInt8(bitPattern: $0) }
    }
}
