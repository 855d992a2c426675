import SystemPackage

/// Where the data goes.
enum StandardOutput {
    static func write(_ bytes: [UInt8]) throws {
        do {
            try FileDescriptor.standardOutput.writeAll(bytes)
        } catch let error as Errno {
            throw SystemFailure(description: "cannot write to standard output: \(error)")
        }
    }
}
