import Archives
import Benchmark

private let chunkBytes = 4 << 20

/// Decoding an archive from its beginning to its end, in each codec, as indexing does: frames are noted.
func decodingStages() {
    for sample in SampleFile.allCases {
        Benchmark("decode: \(sample.rawValue)", configuration: .onePass) { benchmark in
            let file = try ArchiveFile(at: sample.path)
            var buffers = TextBufferPool()
            benchmark.startMeasurement()
            var decoder = try StreamDecoder(file, recordingFrames: FrameSpacing())
            var count = 0
            var status = DecodeStatus.more
            while status == .more {
                let buffer = buffers.take(for: chunkBytes)
                status = try decoder.decode(chunkBytes, into: buffer, reach: chunkBytes)
                count += buffer.count
            }
            benchmark.stopMeasurement()
            guard count == SampleLog.standard.bytes.count else { fatalError("decoded \(count) bytes") }
        }
    }
}
