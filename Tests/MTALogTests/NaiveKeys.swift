@testable import MTALog

/// The keys of an ordinary record of formats 1 to 3 by the plainest means: the record split at its blanks, or by its
/// counts, and the rule gone through slot by slot.
struct NaiveKeys {
    var file: [UInt8]?
    var ids: [[UInt8]] = []
    var isSure = true

    private typealias Slot = ArraySlice<UInt8>

    init(_ record: ArraySlice<UInt8>) {
        let bytes = Array(record)
        guard let header = RecordHeader(bytes.span, in: bytes.indices) else { return }
        if case .headerLine(let start) = header.body { readHeaderLine(bytes[start...]) }
        guard case .message(let start) = header.body else { return }
        let rest = bytes[start...]
        if let counted = NaiveKeys.counted(rest) {
            readCounted(counted)
            return
        }
        let slots = rest.split(separator: 0x20, omittingEmptySubsequences: false)
        // A rejected command has no keys where the record is an ordinary one.
        guard slots.count > 3, bytes[header.action.lowerBound] != UInt8(ascii: "B") else { return }
        read(Array(slots[3...]), all: bytes[...])
    }

    private mutating func readHeaderLine(_ line: ArraySlice<UInt8>) {
        let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, String(decoding: parts[0], as: UTF8.self).lowercased() == "message-id" else { return }
        ids = NaiveKeys.inBrackets(parts[1].drop { $0 == 0x20 })
    }

    private static func isNumber(_ word: Slot) -> Bool {
        !word.isEmpty && word.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func base(_ word: Slot) -> [UInt8]? {
        let bytes = Array(word)
        return QueueFileName(bytes.span, in: bytes.indices).map { Array(bytes[$0.base]) }
    }

    private static func inBrackets(_ word: Slot) -> [[UInt8]] {
        String(decoding: word.dropFirst().dropLast(), as: UTF8.self).isEmpty
            ? [] : word.dropFirst().dropLast().naivelySplit(at: Array(">,<".utf8))
    }

    // MARK: Formats 1 and 2

    private mutating func read(_ slots: [Slot], all: ArraySlice<UInt8>) {
        var slots = slots
        if NaiveKeys.isNumber(slots[0]), slots[0].endIndex < all.endIndex || slots.count > 1 { slots.removeFirst() }
        for (number, slot) in slots.prefix(4).enumerated() {
            if slot.isEmpty || Array(slot) == Array("<>".utf8) { continue }
            if let base = NaiveKeys.base(slot) {
                file = base
                return readBehindFile(Array(slots[(number + 1)...]), all)
            }
            if slot.first == UInt8(ascii: "<") {
                ids += NaiveKeys.inBrackets(slot)
                return readBehindID(Array(slots[(number + 1)...]), all)
            }
            guard NaiveKeys.canBeID(slot, all) else { return }
            if number < 2 || slot.contains(UInt8(ascii: "@")) { add(slot) }
        }
    }

    private mutating func readBehindFile(_ slots: [Slot], _ all: ArraySlice<UInt8>) {
        let filled = slots.indices.filter { !slots[$0].isEmpty && Array(slots[$0]) != Array("<>".utf8) }
        for place in filled.prefix(2) {
            if slots[place].first == UInt8(ascii: "<") {
                ids += NaiveKeys.inBrackets(slots[place])
                return readBehindID(Array(slots[(place + 1)...]), all)
            }
            guard NaiveKeys.canBeID(slots[place], all) else { return }
            add(slots[place])
        }
    }

    /// Behind an id comes another in brackets, perhaps behind one more blank, or what has an `@`.
    private mutating func readBehindID(_ slots: [Slot], _ all: ArraySlice<UInt8>) {
        guard let first = slots.first else { return }
        let next = first.isEmpty && slots.count > 1 && slots[1].first == UInt8(ascii: "<") ? slots[1] : first
        if next.first == UInt8(ascii: "<") {
            if next.count > 2 { ids += NaiveKeys.inBrackets(next) }
        } else if next.contains(UInt8(ascii: "@")), NaiveKeys.canBeID(next, all) {
            add(next)
        }
    }

    private mutating func add(_ word: Slot) {
        ids.append(Array(word))
        isSure = false
    }

    private static func canBeID(_ word: Slot, _ all: ArraySlice<UInt8>) -> Bool {
        let bytes = Array(all)
        let start = word.startIndex - all.startIndex
        return bytes.span.canBeBareID(start..<start + word.count, before: bytes.count)
    }

    // MARK: Format 3

    /// The slots by their counts: text, or nil for a number; nil where the sender is not counted.
    private static func counted(_ rest: ArraySlice<UInt8>) -> [Slot?]? {
        var slots: [Slot?] = []
        var left = rest
        while true {
            let digits = left.prefix { (0x30...0x39).contains($0) }
            if digits.endIndex < left.endIndex, left[digits.endIndex] == UInt8(ascii: ":"), !digits.isEmpty {
                let start = digits.endIndex + 1
                guard let count = Int(String(decoding: digits, as: UTF8.self)), start + count <= left.endIndex else {
                    return slots.isEmpty ? nil : slots
                }
                slots.append(left[start..<start + count])
                left = left[(start + count)...]
            } else {
                guard !slots.isEmpty else { return nil }
                slots.append(nil)
                left = left[digits.endIndex...]
            }
            guard left.first == 0x20 else { return slots }
            left = left.dropFirst()
        }
    }

    private mutating func readCounted(_ all: [Slot?]) {
        var slots = Array(all.dropFirst(3))
        if let first = slots.first, first == nil { slots.removeFirst() }
        guard let place = slots.firstIndex(where: { $0.flatMap(NaiveKeys.base) != nil }), place < 3,
            slots[..<place].allSatisfy({ $0?.isEmpty ?? true })
        else { return readCountedIDs(slots.prefix(3), isBehindFile: false) }
        file = slots[place].flatMap(NaiveKeys.base)
        readCountedIDs(slots[(place + 1)...].prefix(2), isBehindFile: true)
    }

    private mutating func readCountedIDs(_ slots: ArraySlice<Slot?>, isBehindFile: Bool) {
        var isAnyText = isBehindFile
        for case let slot? in slots where !slot.isEmpty {
            let bytes = Array(slot)
            if slot.first == UInt8(ascii: "<") {
                ids += NaiveKeys.inBrackets(slot)
                isAnyText = false
            } else if bytes.span.canBeCountedID(bytes.indices), isAnyText || slot.contains(UInt8(ascii: "@")) {
                add(slot)
            }
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func naivelySplit(at separator: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = [[]]
        var index = startIndex
        while index < endIndex {
            if self[index...].starts(with: separator) {
                parts.append([])
                index += separator.count
            } else {
                parts[parts.count - 1].append(self[index])
                index += 1
            }
        }
        return parts
    }
}
