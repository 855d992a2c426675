import Archives
import IndexModel
import Indexing
import MTALog
import Printing

/// What `verify` found, in words and for programs.
struct VerifyOutput {
    private let report: VerifyReport
    private let extent: VerifyOptions.Extent

    init(_ report: VerifyReport, _ extent: VerifyOptions.Extent) {
        self.report = report
        self.extent = extent
    }

    var exitStatus: ExitStatus {
        let hasErrors = report.unchecked.contains { if case .unreadable = $0.reason { true } else { false } }
        if hasErrors { return .failure }
        return report.findings.isEmpty ? .success : .incomplete
    }

    /// A line for each finding, then for each archive that was not compared.
    var lines: [UInt8] {
        var text = ""
        for finding in report.findings {
            text += finding.path.map { EscapedText.line($0) + ": " } ?? ""
            text += "damaged \(finding.kind.isOfIndex ? "index" : "archive"): \(finding.kind.sentence)\n"
        }
        for archive in report.unchecked {
            text += "\(EscapedText.line(archive.path)): not compared: \(archive.reason.sentence)\n"
        }
        return Array(text.utf8)
    }

    /// One line.
    func summary(_ elapsed: Duration) -> String {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let how =
            switch extent {
            case .full: ""
            case .sample(let seed): ", a sample with --seed \(seed)"
            }
        var parts = [
            "compared \(Amounts.count(report.compared)) of \(Amounts.count(report.archives, "archive"))\(how): "
                + "\(Amounts.bytes(report.decodedBytes)) of log, \(Amounts.count(report.keys, "key")) "
                + "in \(Amounts.decimal(seconds)) s"
        ]
        if !report.unchecked.isEmpty { parts.append("\(Amounts.count(report.unchecked.count)) not compared") }
        parts.append(
            report.findings.isEmpty ? "all holds" : "\(Amounts.count(report.findings.count, "difference")) found")
        return parts.joined(separator: "; ")
    }

    /// An object for each finding and each archive that was not compared, then one for the whole.
    var json: [UInt8] {
        var json = JSONWriter()
        for finding in report.findings {
            append(
                finding.path, finding.kind.isOfIndex ? "index" : "archive", finding.kind.name, finding.kind.sentence,
                to: &json)
        }
        for archive in report.unchecked {
            append(archive.path, nil, archive.reason.name, archive.reason.sentence, to: &json)
        }
        json.beginObject()
        switch extent {
        case .full: json.add("full", true)
        case .sample(let seed):
            json.add("full", false)
            json.add("seed", seed)
        }
        json.add("archives", report.archives)
        json.add("compared", report.compared)
        json.add("not_compared", report.unchecked.count)
        json.add("decoded_bytes", report.decodedBytes)
        json.add("keys", report.keys)
        json.add("differences", report.findings.count)
        json.endObject()
        json.endLine()
        return json.bytes
    }

    private func append(
        _ path: [UInt8]?, _ damaged: String?, _ kind: String, _ text: String, to json: inout JSONWriter
    ) {
        var exact = ExactBytes()
        json.beginObject()
        exact.add("archive", path, to: &json)
        if let damaged { json.add("damaged", damaged) }
        json.add("kind", kind)
        json.add("text", text)
        exact.end(to: &json)
        json.endObject()
        json.endLine()
    }
}

extension VerifyFinding.Kind {
    /// Its name for programs.
    fileprivate var name: String {
        switch self {
        case .contentDiffers: "content-differs"
        case .torn: "torn"
        case .keysMissing: "keys-missing"
        case .framesMisplaced: "frames-misplaced"
        case .indexUnreadable: "index-unreadable"
        }
    }

    /// What is wrong, and what to do.
    fileprivate var sentence: String {
        switch self {
        case .contentDiffers:
            "its content is not what was indexed, though its size and time are; put it back from a backup"
        case .torn(let tear): "\(tear); it was whole when it was indexed; put it back from a backup"
        case .keysMissing(let family, let granules, let first):
            "\(KeyFamilyWords(family).plural) in \(Amounts.count(granules, "granule")) of it are not "
                + "in the index, the first in granule \(first); " + VerifyFinding.Kind.remedy
        case .framesMisplaced(let count, let first):
            "\(Amounts.count(count, "place")) where decoding can start \(count == 1 ? "is" : "are") not where the index "
                + "says, the first at decoded byte \(first); " + VerifyFinding.Kind.remedy
        case .indexUnreadable(let error): error.description
        }
    }

    private static let remedy = "remove the index's directory and index the archives again"
}

extension UncheckedArchive.Reason {
    /// Its name for programs.
    fileprivate var name: String {
        switch self {
        case .gone: "gone"
        case .onlyPart: "only-part"
        case .changed: "changed"
        case .unreadable: "unreadable"
        }
    }

    fileprivate var sentence: String {
        switch self {
        case .gone: "the file is gone"
        case .onlyPart: "what is left of it is only a part"
        case .changed: "the file has changed since it was indexed; index it first"
        case .unreadable(let error): error.description
        }
    }
}
