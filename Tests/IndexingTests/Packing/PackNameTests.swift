import Indexing
import SystemPackage
import TestSupport
import Testing

/// Names are bytes: packing keeps those that are no text.
@Suite struct PackNameTests {
    private static let mail = Array("mail".utf8)

    @Test(arguments: [Packaging.plain, .gzip1, .zstd1]) func `A name that is no text is kept`(
        packaging: Packaging
    ) throws {
        try Site.with { site in
            let ending = [0xff] + Array(".log".utf8)
            let name = Self.mail + ending + Array(packaging.fileExtension.utf8)
            // Text would make one name of both.
            let other = Self.mail + [0xfe] + ending + Array(packaging.fileExtension.utf8)
            let logs = [(name, records(0..<40)), (other, records(40..<90))]
            for (name, log) in logs { try write(packaging.pack(log), to: path(name, in: site.logs)) }
            let report = Packer(PackOptions()).run([site.logs])
            #expect(report.packed.count == 2 && report.skipped.isEmpty && report.failed.isEmpty)
            for (name, log) in logs {
                let plain = name.dropLast(packaging.fileExtension.utf8.count)
                let packed = path(plain + Array(".zst".utf8), in: site.logs)
                #expect(NaiveSeekable(try read(packed))?.pieces.flatMap(\.self) == log)
                if packaging != .zstd1 { #expect(throws: Errno.self) { try read(path(name, in: site.logs)) } }
            }
        }
    }
}
