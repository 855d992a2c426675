import CBzip2

/// The owner of a libbz2 decoder of one stream after the other.
///
/// It reads a block and delivers it in calls of their own, so that its caller knows where blocks begin: whatever was
/// delivered before the one at hand fits its checksum. It takes 3.7 MiB at most.
@safe struct Bzip2Decompressor: ~Copyable, @unchecked Sendable {
    /// The library keeps a pointer back to its stream, so the stream must stay where it is.
    private let stream: UnsafeMutablePointer<bz_stream>
    private var isOpen = false

    /// How reading ended.
    enum ReadOutcome {
        /// With a block to deliver, or where the input ends.
        case block
        /// The stream is decoded and delivered whole.
        case streamEnd
        /// The next block, or the checksum of the stream, is not what it should be.
        case corrupt
    }

    /// How delivering ended.
    enum DeliveryOutcome {
        /// The output is full.
        case full
        /// The block is delivered whole and fits its checksum.
        case blockEnd
        /// The block does not fit its checksum.
        case corrupt
    }

    init() {
        unsafe stream = UnsafeMutablePointer<bz_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: bz_stream())
    }

    deinit {
        if isOpen { unsafe _ = BZ2_bzDecompressEnd(stream) }
        unsafe stream.deallocate()
    }

    /// Makes ready for the start of a stream. Throws when the library cannot allocate its state.
    mutating func begin() throws(ArchiveError) {
        if isOpen { unsafe _ = BZ2_bzDecompressEnd(stream) }
        unsafe stream.pointee = bz_stream()
        isOpen = unsafe BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK
        guard isOpen else { throw ArchiveError.outOfMemory(for: "libbz2") }
    }

    /// Reads on up to the end of a block, or of the stream. All of the one before must have been delivered.
    ///
    /// Gives the number of bytes read, at most 4 GiB a call as the library counts in 32 bits. Throws when it is out of memory.
    mutating func read(_ input: Span<UInt8>) throws(ArchiveError) -> (read: Int, outcome: ReadOutcome) {
        var nowhere: UInt8 = 0
        let (read, code) = unsafe input.withUnsafeBufferPointer { input in
            unsafe withUnsafeMutablePointer(to: &nowhere) { output in
                unsafe run(input, UnsafeMutableBufferPointer(start: output, count: 0)).read
            }
        }
        switch code {
        case BZ_OK: return (read, .block)
        case BZ_STREAM_END: return (read, .streamEnd)
        case BZ_MEM_ERROR: throw ArchiveError.outOfMemory(for: "libbz2")
        default: return (read, .corrupt)
        }
    }

    /// Delivers what was read, as far as it fits.
    mutating func deliver(into output: inout OutputSpan<UInt8>) -> DeliveryOutcome {
        let code = unsafe output.withUnsafeMutableBufferPointer { output, count in
            let room = unsafe UnsafeMutableBufferPointer(rebasing: output[count...])
            let (decoded, code) = unsafe run(UnsafeBufferPointer(start: nil, count: 0), room).decoded
            count += decoded
            return code
        }
        // Without input it stops behind the block, for then it wants to read on.
        if code == BZ_OK { return output.isFull ? .full : .blockEnd }
        return .corrupt
    }

    private mutating func run(
        _ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>
    ) -> (read: (Int, Int32), decoded: (Int, Int32)) {
        let available = UInt32(clamping: input.count)
        let room = UInt32(clamping: output.count)
        unsafe stream.pointee.next_in = input.baseAddress.map {
            unsafe UnsafeMutableRawPointer(mutating: $0).assumingMemoryBound(to: CChar.self)
        }
        unsafe stream.pointee.avail_in = available
        unsafe stream.pointee.next_out = output.baseAddress.map {
            unsafe UnsafeMutableRawPointer($0).assumingMemoryBound(to: CChar.self)
        }
        unsafe stream.pointee.avail_out = room
        let code = unsafe BZ2_bzDecompress(stream)
        let read = unsafe Int(available - stream.pointee.avail_in)
        let decoded = unsafe Int(room - stream.pointee.avail_out)
        return ((read, code), (decoded, code))
    }
}
