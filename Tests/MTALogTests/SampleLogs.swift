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
        foreignOnly, nearMisses, indented, members,
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

/// The records of `text` by the rule itself: a line that begins with blanks and a stamp starts one, and so does the
/// text's first byte.
func modelRecords(_ text: [UInt8], maximumLength: Int = 1 << 40) -> [Range<Int>] {
    var starts = text.isEmpty ? [] : [0]
    starts += modelStarts(text).filter { $0 > 0 }
    return zip(starts, starts.dropFirst() + [text.count]).map { $0..<min($1, $0 + maximumLength) }
}

/// Where lines begin with at most 64 blanks and a stamp, an element or an object.
func modelStarts(_ text: [UInt8]) -> [Int] {
    let element = /[ \t]{0,64}<[A-Za-z]{2}[ \t]+[A-Za-z]+=["'].*/.matchingSemantics(.unicodeScalar).dotMatchesNewlines()
    let object = /[ \t]{0,64}\{[ \t]*"[A-Za-z]+"[ \t]*:.*/.matchingSemantics(.unicodeScalar).dotMatchesNewlines()
    let stamp = /[ \t]{0,64}[0-9]{1,2}-[A-Za-z]{3}-[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?([ \t\r\n].*)?/
        .matchingSemantics(.unicodeScalar).dotMatchesNewlines()
    var starts: [Int] = []
    var line = 0
    while line < text.count {
        let end = text[line...].firstIndex(of: 0x0a).map { $0 + 1 } ?? text.count
        // Each byte as one character, for the text need not be UTF-8.
        let characters = String(String.UnicodeScalarView(text[line..<end].map { Unicode.Scalar($0) }))
        let isStart =
            characters.wholeMatch(of: stamp) != nil || characters.wholeMatch(of: element) != nil
            || characters.wholeMatch(of: object) != nil
        if isStart { starts.append(line) }
        line = end
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
