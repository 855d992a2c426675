import CBzip2

/// `bytes` as `streams` bzip2 streams, cut at arbitrary bytes, with blocks of at most `level` times 100,000 bytes.
public func bzip2(_ bytes: [UInt8], streams: Int = 1, level: Int32 = 9) -> [UInt8] {
    pieces(of: bytes, count: streams).flatMap { bzip2Stream($0, level) }
}

private func bzip2Stream(_ bytes: ArraySlice<UInt8>, _ level: Int32) -> [UInt8] {
    // As the manual has it for BZ2_bzBuffToBuffCompress: 1 % and 600 bytes more than the input.
    let bound = bytes.count + bytes.count / 100 + 600
    return unsafe bytes.withUnsafeBufferPointer { input in
        unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            var size = UInt32(bound)
            var nothing: CChar = 0
            let code = unsafe withUnsafeMutablePointer(to: &nothing) { nothing in
                let source = unsafe input.baseAddress.map {
                    unsafe UnsafeMutableRawPointer(mutating: $0).assumingMemoryBound(to: CChar.self)
                }
                let room = unsafe UnsafeMutableRawPointer(output.baseAddress!).assumingMemoryBound(to: CChar.self)
                return unsafe BZ2_bzBuffToBuffCompress(
                    room, &size, source ?? nothing, UInt32(input.count), level, 0, 0)
            }
            precondition(code == BZ_OK, "BZ2_bzBuffToBuffCompress failed")
            count = Int(size)
        }
    }
}
