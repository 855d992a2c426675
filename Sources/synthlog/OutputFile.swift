import SystemPackage

/// A file written in big pieces.
final class OutputFile {
    private let descriptor: FileDescriptor
    private let name: String
    private let closes: Bool
    private var buffer: [UInt8] = []

    private static let pieceSize = 1 << 20

    /// Standard output if there is no path.
    init(_ path: FilePath?) throws(SynthlogError) {
        name = path?.string ?? "standard output"
        closes = path != nil
        buffer.reserveCapacity(Self.pieceSize + 1 << 16)
        guard let path else {
            descriptor = .standardOutput
            return
        }
        do {
            descriptor = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw Self.failure("cannot write", name, error)
        }
    }

    /// Appends what `fill` adds, unless that takes more than `limit` bytes; tells how many it were.
    func append(atMost limit: Int = .max, _ fill: (inout [UInt8]) -> Void) throws(SynthlogError) -> Int? {
        let start = buffer.count
        fill(&buffer)
        let added = buffer.count - start
        guard added <= limit else {
            buffer.removeLast(added)
            return nil
        }
        if buffer.count >= Self.pieceSize { try flush() }
        return added
    }

    func close() throws(SynthlogError) {
        try flush()
        guard closes else { return }
        do { try descriptor.close() } catch { throw Self.failure("cannot close", name, error) }
    }

    private func flush() throws(SynthlogError) {
        do {
            try descriptor.writeAll(buffer)
        } catch {
            throw Self.failure("cannot write to", name, error)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func failure(_ verb: String, _ name: String, _ error: any Error) -> SynthlogError {
        SynthlogError(what: "\(verb) \(name)", cause: error as? Errno ?? .ioError)
    }
}
