import Archives
import MTALog
import Printing
import SyntheticLogs
import SystemPackage
import TestSupport
import Testing

@testable import Tracing

/// Archives read from front to back as records.
@Suite struct RecordStreamTests {
    struct Line: Equatable {
        let offset: UInt64
        let json: [UInt8]
        let raw: [UInt8]
    }

    /// The records of an archive as JSON, and where it is torn.
    private func lines(_ input: consuming ArchiveInput, chunkLength: Int = 64 << 10) throws -> ([Line], Tear?) {
        var lines: [Line] = []
        var stream = RecordStream(input, parser: RecordParser(stated: nil), chunkLength: chunkLength)
        while try stream.readChunk() {
            stream.forEachRecord { record, offset, text in
                var json = JSONWriter()
                RecordJSON.append(record, to: &json)
                lines.append(Line(offset: offset, json: json.bytes, raw: Array(copying: text)))
            }
        }
        return (lines, stream.tear)
    }

    @Test(arguments: SyntheticLogs.LogFormat.allCases)
    func everyPackagingGivesTheSame(_ format: SyntheticLogs.LogFormat) throws {
        try withTemporaryDirectory { directory in
            let log = SyntheticLog.text(seed: 8, records: 1200, format: format)
            let plain = directory.appending("plain")
            try write(log.bytes, to: plain)
            let expected = try lines(ArchiveInput(at: plain)).0
            #expect(expected.map(\.offset) == log.offsets.map { UInt64($0) })
            #expect(isSame(expected.flatMap(\.raw)[...], log.bytes[...]))
            for packaging in Packaging.allCases {
                let path = directory.appending("log\(packaging.fileExtension)")
                try write(packaging.pack(log.bytes), to: path)
                let (found, tear) = try lines(ArchiveInput(at: path))
                #expect(found == expected)
                #expect(tear == nil)
                #expect(try piped(path).0 == expected)
                #expect(try redirected(path).0 == expected)
            }
        }
    }

    @Test func anyChunkLengthGivesTheSame() throws {
        try withTemporaryDirectory { directory in
            let log = SyntheticLog.text(seed: 3, records: 60, format: .flatJSON, endsLastLine: false)
            let path = directory.appending("log")
            try write(Array("before\n".utf8) + log.bytes, to: path)
            let expected = try lines(ArchiveInput(at: path)).0
            #expect(expected.count == 61)
            for length in [1, 7, 100, 1000, 4096, 1 << 20] {
                #expect(try lines(ArchiveInput(at: path), chunkLength: length).0 == expected)
            }
        }
    }

    @Test func whatIsBeforeATearIsGiven() throws {
        try withTemporaryDirectory { directory in
            let log = SyntheticLog.text(seed: 4, records: 3000, format: .xml)
            for packaging in [Packaging.gzip1, .zstd1] {
                let path = directory.appending("log")
                let packed = packaging.pack(log.bytes)
                try write(Array(packed[..<(packed.count / 2)]), to: path)
                let (found, tear) = try lines(ArchiveInput(at: path))
                #expect(tear?.kind == .truncated)
                #expect(found.count > 100)
                let raw = found.flatMap(\.raw)
                #expect(isSame(raw[...], log.bytes[..<raw.count]))
                let (pipedLines, pipedTear) = try piped(path)
                #expect(pipedLines == found)
                #expect(pipedTear == tear)
            }
        }
    }

    @Test func emptyInputHasNoRecords() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("log")
            try write([], to: path)
            #expect(try lines(ArchiveInput(at: path)).0.isEmpty)
            #expect(try piped(path).0.isEmpty)
        }
    }

    @Test func recordsBeyondTheGreatestLengthAreCut() throws {
        try withTemporaryDirectory { directory in
            let start = Array("05-Jun-2019 10:08:29.74 a".utf8)
            let filling = [UInt8](repeating: UInt8(ascii: "x"), count: RecordScanner.maximumRecordLength + 5000)
            let path = directory.appending("log")
            let end = Array("\n06-Jun-2019 10:08:29.74 b\n".utf8)
            try write(start + filling + end, to: path)
            var stream = RecordStream(try ArchiveInput(at: path), parser: RecordParser(stated: nil))
            var found: [(offset: UInt64, length: Int)] = []
            while try stream.readChunk() {
                stream.forEachRecord { _, offset, text in found.append((offset, text.count)) }
            }
            #expect(found.map(\.length) == [RecordScanner.maximumRecordLength, end.count - 1])
            #expect(found.map(\.offset) == [0, UInt64(start.count + filling.count + 1)])
            #expect(stream.oversizedRecords == 1)
        }
    }

    @Test func whatIsNoLogHasNoRecordStart() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("notes")
            for (text, isLog) in [("milk\nbread\n", false), ("milk\n05-Jun-2019 10:08:29.74 a\n", true)] {
                try write(Array(text.utf8), to: path)
                var stream = RecordStream(try ArchiveInput(at: path), parser: RecordParser(stated: nil))
                #expect(try stream.readChunk())
                #expect(stream.hasRecordStart == isLog)
            }
        }
    }
}

// MARK: Standard input

extension RecordStreamTests {
    /// A file through a pipe, in pieces.
    private func piped(_ path: FilePath) throws -> ([Line], Tear?) {
        let (reader, writer) = try FileDescriptor.pipe()
        let bytes = try read(path)
        let feeder = Feeder(writer, bytes)
        feeder.start()
        defer {
            try? reader.close()
            feeder.wait()
        }
        return try lines(ArchiveInput(from: reader, called: "standard input"))
    }

    /// A file as the shell's `<` gives it.
    private func redirected(_ path: FilePath) throws -> ([Line], Tear?) {
        let file = try FileDescriptor.open(path, .readOnly)
        defer { try? file.close() }
        return try lines(ArchiveInput(from: file, called: "standard input"))
    }
}

extension [UInt8] {
    init(copying bytes: Span<UInt8>) {
        self = bytes.indices.map { bytes[$0] }
    }
}
