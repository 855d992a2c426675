extension Span<UInt8> {
    /// Whether the bytes begin with `magic` or, when they are fewer, are the beginning of it.
    func starts(within magic: [UInt8]) -> Bool {
        for index in 0..<Swift.min(count, magic.count) where self[index] != magic[index] { return false }
        return true
    }

    /// With how many zeros the bytes begin.
    var zerosAtStart: Int {
        for index in indices where self[index] != 0 { return index }
        return count
    }
}
