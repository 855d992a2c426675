import Dispatch
import SystemPackage

/// Writes bytes into a pipe from another thread, in pieces of unlike lengths, and closes it.
final class Feeder: Sendable {
    private let pipe: FileDescriptor
    private let bytes: [UInt8]
    private let group = DispatchGroup()

    init(_ pipe: FileDescriptor, _ bytes: [UInt8]) {
        self.pipe = pipe
        self.bytes = bytes
    }

    func start() {
        DispatchQueue.global().async(group: group) { [pipe, bytes] in
            var rest = bytes[...]
            var length = 1
            while !rest.isEmpty, (try? pipe.writeAll(rest.prefix(length))) != nil {
                rest = rest.dropFirst(length)
                length = length * 3 % 70_001
            }
            try? pipe.close()
        }
    }

    func wait() {
        group.wait()
    }
}
