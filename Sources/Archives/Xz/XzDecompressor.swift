import CLZMA

/// The owner of a liblzma decoder of blocks and indexes, the parts of an xz stream that are not of a fixed size.
@safe struct XzDecompressor: ~Copyable, @unchecked Sendable {
    private let stream: UnsafeMutablePointer<lzma_stream>
    /// What is being decoded; the library writes to it on the way.
    private let block: UnsafeMutablePointer<lzma_block>

    /// How beginning a block ended.
    enum Beginning {
        case begun
        /// The header is not what the format allows.
        case corrupt
        /// The header is right, but asks for what there is not.
        case unsupported(String)
    }

    /// How a call ended.
    enum Outcome {
        /// All input read or all room filled.
        case going
        /// The block is decoded and delivered whole, and its check is right.
        case blockEnd
        /// The block cannot be decoded, or does not match its check.
        case corrupt
    }

    /// What an index says.
    struct Index {
        /// Its own size, in bytes.
        let size: UInt64
        /// The size of the stream's blocks, in bytes of the file, and of what they hold.
        let blocks: UInt64
        let decoded: UInt64
    }

    /// How reading an index ended.
    enum IndexOutcome {
        case index(Index)
        case truncated
        case corrupt
        /// It would take more memory than it may.
        case unsupported
    }

    init() {
        unsafe stream = UnsafeMutablePointer<lzma_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: lzma_stream())
        unsafe block = UnsafeMutablePointer<lzma_block>.allocate(capacity: 1)
        unsafe block.initialize(to: lzma_block())
    }

    deinit {
        unsafe lzma_end(stream)
        unsafe stream.deallocate()
        unsafe block.deallocate()
    }

    /// Makes ready for a block.
    ///
    /// - Parameters:
    ///   - header: all of its header.
    ///   - check: what its content is checked by, as the header of its stream says.
    ///   - windowLimit: the longest window that may be kept, in bytes.
    /// - Throws: when the library is out of memory.
    mutating func begin(
        _ header: Span<UInt8>, check: lzma_check, windowLimit: Int
    ) throws(ArchiveError) -> Beginning {
        var filters = unsafe [lzma_filter](repeating: lzma_filter(), count: Int(LZMA_FILTERS_MAX) + 1)
        let result = unsafe filters.withUnsafeMutableBufferPointer { filters in
            unsafe block.pointee = lzma_block()
            unsafe block.pointee.version = 1
            unsafe block.pointee.check = check
            unsafe block.pointee.header_size = UInt32(header.count)
            unsafe block.pointee.filters = filters.baseAddress
            defer { unsafe block.pointee.filters = nil }
            let code = unsafe header.withUnsafeBufferPointer { header in
                unsafe lzma_block_header_decode(block, nil, header.baseAddress)
            }
            guard code == LZMA_OK else { return (code, nil as String?) }
            // The decoder has its own copy of what it needs.
            defer { unsafe lzma_filters_free(filters.baseAddress, nil) }
            if let refusal = unsafe refusal(UnsafeBufferPointer(filters), windowLimit) { return (code, refusal) }
            return unsafe (lzma_block_decoder(stream, block), nil)
        }
        if let refusal = result.1 { return .unsupported(refusal) }
        switch result.0 {
        case LZMA_OK: return .begun
        case LZMA_MEM_ERROR: throw ArchiveError.outOfMemory(for: "liblzma")
        case LZMA_OPTIONS_ERROR: return .unsupported("an xz block with filters that liblzma does not know")
        default: return .corrupt
        }
    }

    /// Why the block that is being begun cannot be decoded though nothing is wrong with it: its window, which is what takes
    /// the memory, is too long. A shorter block needs no more than it holds.
    private func refusal(_ filters: UnsafeBufferPointer<lzma_filter>, _ limit: Int) -> String? {
        var window: UInt64 = 0
        for index in filters.indices {
            // The greatest number ends the list.
            let filter = unsafe filters[index]
            if unsafe filter.id == .max { break }
            guard unsafe filter.id == XzDecompressor.lzma2, let options = unsafe filter.options else { continue }
            window = unsafe UInt64(options.assumingMemoryBound(to: lzma_options_lzma.self).pointee.dict_size)
        }
        let isTooLong = window > UInt64(ArchiveFile.greatestWindowLimit)
        // A block that does not tell its length has the greatest number there.
        let needed = unsafe isTooLong ? window : min(window, block.pointee.uncompressed_size)
        return needed > UInt64(limit) ? Tear.refusal(of: "an xz block", window: needed, limit: limit) : nil
    }

    /// The number of the filter with a window (xz file format 1.2.1, section 5.3.1).
    private static let lzma2: lzma_vli = 0x21

    /// Decodes from `input`, which goes on with the block, until the output is full, the input is used up or the block ends.
    ///
    /// Gives the number of bytes read, and how it ended. Throws when the library is out of memory.
    mutating func decode(
        _ input: Span<UInt8>, into output: inout OutputSpan<UInt8>
    ) throws(ArchiveError) -> (read: Int, outcome: Outcome) {
        let (read, code) = unsafe input.withUnsafeBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output, count in
                unsafe stream.pointee.next_out = output.baseAddress.map { unsafe $0 + count }
                unsafe stream.pointee.avail_out = output.count - count
                let (read, code) = unsafe run(input)
                unsafe count = output.count - stream.pointee.avail_out
                return (read, code)
            }
        }
        switch code {
        // No progress was possible: the caller sees that from its own counts.
        case LZMA_OK, LZMA_BUF_ERROR: return (read, .going)
        case LZMA_STREAM_END: return (read, .blockEnd)
        case LZMA_MEM_ERROR: throw ArchiveError.outOfMemory(for: "liblzma")
        default: return (read, .corrupt)
        }
    }

    /// Reads the index at the start of `input`, which takes some bytes of memory a block, `limit` at most.
    ///
    /// Throws when the library is out of memory.
    mutating func readIndex(_ input: Span<UInt8>, limit: Int) throws(ArchiveError) -> IndexOutcome {
        var index: OpaquePointer?
        var code = unsafe lzma_index_decoder(stream, &index, UInt64(limit))
        if code == LZMA_OK {
            (_, code) = unsafe input.withUnsafeBufferPointer { unsafe run($0) }
        }
        defer { unsafe lzma_index_end(index, nil) }
        switch code {
        case LZMA_STREAM_END:
            let found = unsafe Index(
                size: lzma_index_size(index), blocks: lzma_index_total_size(index),
                decoded: lzma_index_uncompressed_size(index))
            return .index(found)
        case LZMA_OK, LZMA_BUF_ERROR: return .truncated
        case LZMA_MEM_ERROR: throw ArchiveError.outOfMemory(for: "liblzma")
        case LZMA_MEMLIMIT_ERROR: return .unsupported
        default: return .corrupt
        }
    }

    private mutating func run(_ input: UnsafeBufferPointer<UInt8>) -> (read: Int, code: lzma_ret) {
        unsafe stream.pointee.next_in = input.baseAddress
        unsafe stream.pointee.avail_in = input.count
        let code = unsafe lzma_code(stream, LZMA_RUN)
        return unsafe (input.count - stream.pointee.avail_in, code)
    }
}
