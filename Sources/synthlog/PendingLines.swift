import SyntheticLogs

/// Lines about a record that is perhaps not written: the last one may not fit.
final class PendingLines {
    private var lines: [UInt8] = []

    func append(_ key: SyntheticKey) {
        switch key {
        case .messageID(let id): append("id\t", id)
        case .queueFile(let name): append("file\t", name)
        }
    }

    func append(_ story: MessageStory) {
        story.appendJSON(to: &lines)
        lines.append(UInt8(ascii: "\n"))
    }

    func move(to file: OutputFile?) throws(SynthlogError) {
        guard let file, !lines.isEmpty else { return }
        _ = try file.append { $0.append(contentsOf: lines) }
        lines.removeAll(keepingCapacity: true)
    }

    private func append(_ kind: String, _ key: FieldText) {
        lines.append(contentsOf: kind.utf8)
        lines.append(contentsOf: key.bytes)
        lines.append(UInt8(ascii: "\n"))
    }
}
