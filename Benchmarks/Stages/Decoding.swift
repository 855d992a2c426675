import Archives
import Benchmark

/// Decoding an archive from its beginning to its end, in each codec, as indexing does: frames are noted.
func decodingStages() {
    for sample in SampleFile.allCases {
        Benchmark("decode: \(sample.rawValue)", configuration: .onePass) { benchmark in
            let file = try ArchiveFile(at: sample.path)
            var chunk: [UInt8] = []
            chunk.reserveCapacity(1 << 20)
            benchmark.startMeasurement()
            var decoder = try StreamDecoder(file, recordingFrames: FrameSpacing())
            var count = 0
            while true {
                chunk.removeAll(keepingCapacity: true)
                let status = try decoder.decode(1 << 20, appendingTo: &chunk)
                count += chunk.count
                if status != .more { break }
            }
            benchmark.stopMeasurement()
            guard count == SampleLog.standard.bytes.count else { fatalError("decoded \(count) bytes") }
        }
    }
}
