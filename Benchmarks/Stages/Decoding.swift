import Archives
import Benchmark

private let chunkBytes = 4 << 20

/// Decoding an archive from its beginning to its end, in each codec, as indexing does: frames are noted.
func decodingStages() {
    for sample in SampleFile.allCases {
        Benchmark("decode: \(sample.rawValue)", configuration: .onePass) { benchmark in
            let file = try ArchiveFile(at: sample.path)
            // Two that come in turn, as chunks do.
            let buffers = (0..<2).map { _ in TextBuffer(for: chunkBytes) }
            benchmark.startMeasurement()
            var decoder = try StreamDecoder(file, recordingFrames: FrameSpacing())
            var count = 0
            var status = DecodeStatus.more
            var turn = 0
            while status == .more {
                let buffer = buffers[turn % 2]
                buffer.clear()
                status = try decoder.decode(chunkBytes, into: buffer, reach: chunkBytes)
                count += buffer.count
                turn += 1
            }
            benchmark.stopMeasurement()
            guard count == SampleLog.standard.bytes.count else { fatalError("decoded \(count) bytes") }
        }
    }
}
