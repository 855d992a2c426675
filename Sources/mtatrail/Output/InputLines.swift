import Archives
import SystemPackage

/// The lines of standard input, without their ends, as they come in. O(bytes), however long a line is.
struct InputLines {
    private var buffer: [UInt8] = []
    /// Where the next line begins.
    private var start = 0
    /// Up to where it was searched for its end.
    private var searched = 0
    private var isAtEnd = false

    /// The next line, nil at the end.
    mutating func next() throws -> [UInt8]? {
        while true {
            if let line = lineAtHand() { return line }
            guard !isAtEnd else { return rest() }
            try fill()
        }
    }

    /// The next lines: as many as have come in, at least one; none at the end.
    mutating func nextOnes() throws -> [[UInt8]] {
        guard let first = try next() else { return [] }
        var lines = [first]
        while let line = lineAtHand() { lines.append(line) }
        return lines
    }

    private mutating func lineAtHand() -> [UInt8]? {
        guard let end = buffer[searched...].firstIndex(of: 0x0a) else {
            searched = buffer.count
            return nil
        }
        defer { (start, searched) = (end + 1, end + 1) }
        return line(start..<end)
    }

    /// The last line, where it has no end.
    private mutating func rest() -> [UInt8]? {
        defer { (start, searched) = (buffer.count, buffer.count) }
        return start < buffer.count ? line(start..<buffer.count) : nil
    }

    private func line(_ range: Range<Int>) -> [UInt8] {
        let line = buffer[range]
        return Array(line.last == 0x0d ? line.dropLast() : line)
    }

    private mutating func fill() throws {
        buffer.removeFirst(start)
        searched -= start
        start = 0
        do {
            // Twice as much each time, for the buffer moves when it grows.
            let count = max(1 << 16, buffer.count)
            isAtEnd = try FileDescriptor.standardInput.read(count, appendingTo: &buffer) == 0
        } catch {
            throw SystemFailure(description: "cannot read keys from standard input: \(error)")
        }
    }
}
