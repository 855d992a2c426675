/// The buffers that one archive is decoded into, one after the other: each is used again when nobody else has it any more.
public struct TextBufferPool: Sendable {
    private var buffers: [TextBuffer] = []

    /// Makes a pool that has no buffer yet.
    public init() {}

    /// An empty buffer for `length` bytes or more. O(buffers in use).
    public mutating func take(for length: Int) -> TextBuffer {
        for index in buffers.indices where isKnownUniquelyReferenced(&buffers[index]) {
            guard buffers[index].length >= length else {
                buffers.remove(at: index)
                break
            }
            buffers[index].clear()
            return buffers[index]
        }
        // Somewhat more, for no two chunks carry the same over from the one before.
        let buffer = TextBuffer(for: length + length / 16)
        buffers.append(buffer)
        return buffer
    }
}
