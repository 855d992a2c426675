import ByteScanning
import MTALog

/// Of each step, a number for the id that it speaks of: steps with one number have one message-ID.
///
/// An envelope id speaks for a step without a message-ID, and only where it can: an id that one sender gives with several
/// message-IDs is a constant of some client. A step without either has a number of its own.
struct MailIdentities {
    private let numbers: [Int]?
    /// Numbers below this are of message-IDs, others of envelope ids.
    private let idCount: Int

    /// All steps are one message's, whatever their ids: a channel that hands on may change them.
    static let one = MailIdentities()

    private init() { (numbers, idCount) = (nil, 1) }

    private struct Envelope: Hashable {
        let id: ByteKey
        let sender: ByteKey

        init(_ id: [UInt8], _ step: StoryStep) {
            self.id = ByteKey(id)
            sender = ByteKey(step.sender)
        }
    }

    init(_ steps: [StoryStep]) {
        var ids: [ByteKey: Int] = [:]
        var numbers = steps.indices.map { -1 - $0 }
        // Of each envelope id, the message-ID that goes with it; nil where there are several.
        var owners: [Envelope: Int?] = [:]
        for (index, step) in steps.enumerated() {
            guard let id = step.ownID else { continue }
            let key = ByteKey(id)
            let number = ids[key] ?? ids.count
            ids[key] = number
            numbers[index] = number
            guard let envelope = step.envelopeID.map({ Envelope($0, step) }) else { continue }
            if let owner = owners[envelope] {
                if owner != number { owners[envelope] = .some(nil) }
            } else {
                owners[envelope] = number
            }
        }
        idCount = ids.count
        var next = ids.count
        for (index, step) in steps.enumerated() where step.ownID == nil {
            guard let envelope = step.envelopeID.map({ Envelope($0, step) }) else { continue }
            if owners[envelope] == nil {
                owners[envelope] = next
                next += 1
            }
            if let owner = owners[envelope] ?? nil { numbers[index] = owner }
        }
        self.numbers = numbers
    }

    subscript(step: Int) -> Int { numbers?[step] ?? 0 }

    /// Whether a step has a message-ID: an envelope id may be a constant of some client.
    func hasMessageID(_ step: Int) -> Bool { (0..<idCount).contains(self[step]) }

    /// Whether a step has an id that can tie it to others.
    func isKnown(_ step: Int) -> Bool { self[step] >= 0 }
}
