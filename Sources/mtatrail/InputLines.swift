import Archives
import SystemPackage

/// The lines of standard input, without their ends, as they come in.
struct InputLines {
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    /// The next line, nil at the end.
    mutating func next() throws -> [UInt8]? {
        while true {
            if let end = buffer[start...].firstIndex(of: 0x0a) {
                defer { start = end + 1 }
                return line(start..<end)
            }
            guard !isAtEnd else {
                defer { start = buffer.count }
                return start < buffer.count ? line(start..<buffer.count) : nil
            }
            try fill()
        }
    }

    /// The next lines: as many as have come in, at least one; none at the end.
    mutating func nextOnes() throws -> [[UInt8]] {
        guard let first = try next() else { return [] }
        var lines = [first]
        while let end = buffer[start...].firstIndex(of: 0x0a) {
            lines.append(line(start..<end))
            start = end + 1
        }
        return lines
    }

    private func line(_ range: Range<Int>) -> [UInt8] {
        let line = buffer[range]
        return Array(line.last == 0x0d ? line.dropLast() : line)
    }

    private mutating func fill() throws {
        buffer.removeFirst(start)
        start = 0
        do {
            isAtEnd = try FileDescriptor.standardInput.read(1 << 16, appendingTo: &buffer) == 0
        } catch {
            throw UsageError(description: "cannot read keys from standard input: \(error)")
        }
    }
}
