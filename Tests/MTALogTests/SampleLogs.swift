import MTALog
import SyntheticLogs
import TestSupport

/// A short log to be cut in every way.
struct SampleLog: Sendable, CustomStringConvertible {
    let description: String
    let bytes: [UInt8]

    init(_ description: String, _ bytes: [UInt8]) {
        self.description = description
        self.bytes = bytes
    }

    init(_ description: String, _ text: String) {
        self.init(description, Array(text.utf8))
    }

    /// Every way in which a log can look.
    static let all: [SampleLog] = [
        SampleLog("empty", ""), SampleLog("one line end", "\n"), SampleLog("one byte", "x"),
        SampleLog("one record", "9-Feb-2004 01:02:03 l  x E 1"),
        SampleLog("stamp at the end", "x\n9-Feb-2004 01:02:03"),
        foreignOnly, nearMisses, indented, members, holes, marked,
        plain, folded, carriageReturns, foldedCarriageReturns, noLastLineEnd, withForeignLines,
    ]

    static let plain = SampleLog("plain", log(seed: 1))
    static let folded = SampleLog("folded", log(seed: 2) { $0.folded = true })
    static let carriageReturns = SampleLog("CRLF", log(seed: 3) { $0.lineEnd = .carriageReturnLineFeed })
    static let foldedCarriageReturns = SampleLog(
        "folded, CRLF",
        log(seed: 4) {
            $0.folded = true
            $0.lineEnd = .carriageReturnLineFeed
        })
    static let noLastLineEnd = SampleLog(
        "no last line end", SyntheticLog.text(seed: 5, records: 8, endsLastLine: false).bytes)

    static let foreignOnly = SampleLog("no record at all", "# rotated\n\n   nothing here\n1998-01-19T19:16:57.64 x\n")

    /// Lines that begin almost as a record does, some of them as one that a buffer's end could cut short.
    static let nearMisses = SampleLog(
        "near misses",
        """
        19-Jan-1998 19:16:57.64 l            tcp_local    E 1 adam@sesta.com
        19-Jan-1998 19:16:57Z is no stamp
        19-Jan-1998 19:16:57.6453x is none either
        19-Jan-1998 19:16:571
         19-Jan-1998 19:16:57.64 indented by one
        \t19-Jan-1998 19:16:57\tindented by a tab
        9-Jan-1998 19:16:57
        19-Jan-1998
        19-Jan-1998 19:16:57.
        19-Foo-1998 99:99:99.99 has the shape
        """)

    /// Blanks before a stamp: up to 64 are looked through.
    static let indented = SampleLog(
        "indented",
        [0, 1, 40, 63, 64, 65, 66, 200].map { String(repeating: " ", count: $0) + "9-Feb-2004 01:02:03.45 line\n" }
            .joined())

    /// Elements and objects of formats 4 to 6, and what only looks like them.
    static let members = SampleLog(
        "elements and objects",
        """
        <en ts="2014-06-02T22:02:13.94" ac="E"/>
          <co  ts='2014-06-02T22:02:13' ac='O'/>
        <enx ts="x"/>
        <en ts>
        <a@b>
        {"en":{"ts":"2014-06-02T22:02:13.94"}}
        { "ts" : "2014-06-02T22:02:13.94"}
        {"ts"}
        { ts: 1 }
        """)

    /// NULs at every place, of every length around that of a run.
    static let holes = SampleLog(
        "NULs",
        ([0, 1, 6, 7, 8, 9, 63, 64, 65, 200].map { count in
            let nulls = String(repeating: "\0", count: count)
            return """
                \(nulls)9-Feb-2004 01:02:03.45 \(nulls)torn
                \(nulls)
                9-Feb-2004 01:02:03\(nulls)9-Feb-2004 01:02:03.45\(nulls)<en ts="2014-06-02T22:02:13.94" ac="E"/>\(nulls)
                """
        }).joined())

    /// Byte order marks, and carriage returns alone.
    static let marked = SampleLog(
        "byte order marks, CR",
        """
        \u{feff}9-Feb-2004 01:02:03.45 a\r9-Feb-2004 01:02:03.45 b\r\r 9-Feb-2004 01:02:03.45 c\rfold
        \u{feff} 19-Feb-2004 01:02:03.45 d\0\u{feff}9-Feb-2004 01:02:03.45 e\u{feff}9-Feb-2004 01:02:03.45 f
        \u{feff}\u{feff}9-Feb-2004 01:02:03.45 g\n\r9-Feb-2004 01:02:03.45 h\r\n\u{feff}<en ts="2014-06-02T22:02:13.94"/>\r
        \u{feff}{"ts":"2014-06-02T22:02:13.94"}\r\0\r
        """)

    static let withForeignLines = SampleLog("preamble, foreign lines", mixed(seed: 6))

    private static func log(seed: UInt64, _ change: (inout SyntheticLogs.Layout) -> Void = { _ in }) -> [UInt8] {
        var layout = SyntheticLogs.Layout()
        change(&layout)
        return SyntheticLog.text(seed: seed, records: 8, layout: layout).bytes
    }

    /// A log with lines of other origin before, between and behind its records.
    static func mixed(seed: UInt64, records: Int = 8) -> [UInt8] {
        let foreign = ["", " ", "\r", "...several hours...", "19-Jan-1998", "\0", "<en ts=\"x\"/>", "\u{e4}\t"]
        var random = SeededGenerator(seed: seed)
        let log = SyntheticLog.text(seed: seed, records: records)
        var text: [UInt8] = []
        for line in [[]] + log.bytes.split(separator: 0x0a).map(Array.init) {
            text += line
            if !line.isEmpty { text.append(0x0a) }
            while Bool.random(using: &random) { text += Array((foreign.randomElement(using: &random)! + "\n").utf8) }
        }
        return text
    }
}

/// The records of `text` by the rule itself: one starts where `modelStarts` says, and with the first byte that is not NUL.
/// NULs at its end are not its own.
func modelRecords(_ text: [UInt8], maximumLength: Int = 1 << 40) -> [Range<Int>] {
    guard let first = text.firstIndex(where: { $0 != 0 }) else { return [] }
    let starts = [first] + modelStarts(text).filter { $0 > first }
    return zip(starts, starts.dropFirst() + [text.count]).map { start, next in
        let end = text[start..<next].lastIndex { $0 != 0 }! + 1
        return start..<min(end, start + maximumLength)
    }
}

/// Where lines begin with at most 64 blanks, perhaps a byte order mark before them, and a stamp, an element or an object;
/// and where eight NULs or more end.
func modelStarts(_ text: [UInt8]) -> [Int] {
    let element = /(\u{ef}\u{bb}\u{bf})?[ \t]{0,64}<[A-Za-z]{2}[ \t]+[A-Za-z]+=["'].*/
        .matchingSemantics(.unicodeScalar).dotMatchesNewlines()
    let object = /(\u{ef}\u{bb}\u{bf})?[ \t]{0,64}\{[ \t]*"[A-Za-z]+"[ \t]*:.*/
        .matchingSemantics(.unicodeScalar).dotMatchesNewlines()
    let stamp =
        /(\u{ef}\u{bb}\u{bf})?[ \t]{0,64}[0-9]{1,2}-[A-Za-z]{3}-[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?([ \t].*)?/
        .matchingSemantics(.unicodeScalar).dotMatchesNewlines()
    var starts: [Int] = []
    var line = 0
    while line < text.count {
        let end = text[line...].firstIndex { [0, 0x0a, 0x0d].contains($0) } ?? text.count
        // Each byte as one character, for the text need not be UTF-8.
        let characters = String(String.UnicodeScalarView(text[line..<end].map { Unicode.Scalar($0) }))
        let isShaped =
            characters.wholeMatch(of: stamp) != nil || characters.wholeMatch(of: element) != nil
            || characters.wholeMatch(of: object) != nil
        let isBehindRun = text[line] != 0 && line >= 8 && text[line - 8..<line].allSatisfy { $0 == 0 }
        if isShaped || isBehindRun { starts.append(line) }
        line = end + 1
    }
    return starts
}

/// The records that a scanner finds in a part of the text.
func scan(
    _ text: [UInt8], _ starts: Range<Int>, maximumLength: Int = RecordScanner.maximumRecordLength
) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var scanner = RecordScanner(
        text.span, startsIn: starts, knownStart: starts.lowerBound == 0, maximumLength: maximumLength)
    while let record = scanner.next(in: text.span) { found.append(record) }
    return found
}
