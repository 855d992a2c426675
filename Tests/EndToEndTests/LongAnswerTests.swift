import Foundation
import TestSupport
import Testing

/// However many records a key has, lookup prints them as it finds them, and its memory does not grow with them.
@Suite struct LongAnswerTests {
    private static let count = 150_000

    /// 64 MiB are promised of the program as it is installed; a debug build's own pages are some MiB more.
    private static let mostMemory = 80 << 20

    private func write(to file: String) throws {
        var log: [UInt8] = []
        log.reserveCapacity(Self.count * 150)
        for number in 0..<Self.count {
            let second = number % 60
            log += "15-Jan-1998 10:\(10 + number / 3000):\(second < 10 ? "0" : "")\(second).00".utf8
            log += " tcp_intranet tcp_local    E 3 list@b.example rfc822;u\(number)@c.example u\(number)@c.example".utf8
            log += " /q/tcp_local/ZZ01IS3D2ZP7FQ9UN54R.00 <many@b.example>\n".utf8
        }
        try Data(log).write(to: URL(filePath: file))
    }

    /// The reader takes nearly all, and then looks at the program, which waits for the rest to be taken.
    @Test func memoryDoesNotGrowWithTheAnswer() throws {
        try Host.with { host in
            try write(to: host.path("mail.log"))
            #expect(try host.index("mail.log").status == 0)
            let size = try FileManager.default.attributesOfItem(atPath: host.path("mail.log"))[.size] as? Int ?? 0
            for key in ["<many@b.example>", "ZZ01IS3D2ZP7FQ9UN54R.00"] {
                let outcome = try Program.mtatrail.shell(
                    """
                    cd '\(host.path("."))' && rm -f fifo && mkfifo fifo || exit 9
                    "$0" lookup --index '\(host.index)' '\(key)' > fifo & pid=$!
                    exec 3< fifo
                    head -c \(size - (1 << 19)) <&3 > out
                    grep VmHWM /proc/$pid/status
                    cat <&3 >> out
                    wait $pid
                    """)
                #expect(outcome.status == 0)
                let out = try Data(contentsOf: URL(filePath: host.path("out")))
                #expect(out == (try Data(contentsOf: URL(filePath: host.path("mail.log")))))
                let words = outcome.text.split(whereSeparator: \.isWhitespace)
                let kibibytes = try #require(words.dropFirst().first.flatMap { Int($0) })
                #expect(kibibytes << 10 < Self.mostMemory, "\(key): \(kibibytes) KiB")
            }
        }
    }
}
