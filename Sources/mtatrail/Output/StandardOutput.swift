import Archives
import SystemPackage

/// Where the data goes.
enum StandardOutput {
    static func write(_ bytes: [UInt8]) throws {
        do throws(Errno) {
            try FileDescriptor.standardOutput.write(all: bytes)
        } catch {
            throw SystemFailure(description: "cannot write to standard output: \(error)")
        }
    }
}
