/// Invents message-IDs in the shapes that different senders make.
struct MessageIDMint {
    private let population: Population

    init(_ population: Population) { self.population = population }

    /// An id as found in the field, with its angle brackets where the sender gave them.
    func id(
        domain: Int, at stamp: LogStamp, latin1: Bool, _ names: inout UniqueNames, _ chance: inout Chance
    ) -> FieldText {
        if chance.once(in: 220) { return ugly(domain, stamp, latin1, &chance) }
        return FieldText(capacity: 96) { id in
            id.append(UInt8(ascii: "<"))
            switch chance.below(100) {
            case 0..<7:
                id.append(names.long(at: stamp, &chance))
                appendHost(domain, to: &id)
            case 7..<22: appendExchange(to: &id, &chance)
            case 22..<42: appendWebmail(to: &id, &chance)
            case 42..<62: appendUUID(domain, to: &id, &chance)
            case 62..<84: appendNumbers(domain, stamp, to: &id, &chance)
            default: appendHex(domain, to: &id, &chance)
            }
            id.append(UInt8(ascii: ">"))
        }
    }

    /// An id that the site's own MTA gives.
    func own(at stamp: LogStamp, older: Bool, _ names: inout UniqueNames, _ chance: inout Chance) -> FieldText {
        FieldText(capacity: 48) { id in
            id.append(UInt8(ascii: "<"))
            id.append(older ? names.long(at: stamp, &chance) : names.modern(at: stamp, &chance))
            id.append(ascii: older ? "@sesta.com>" : "@mta1.sesta.com>")
        }
    }

    private func appendHost(_ domain: Int, to id: inout [UInt8]) {
        id.append(UInt8(ascii: "@"))
        population.appendDomain(domain, to: &id)
    }

    private func appendExchange(to id: inout [UInt8], _ chance: inout Chance) {
        let site = FieldText(capacity: 12) { site in
            site.append(ascii: ["DM6PR", "AM0PR", "BN8PR", "VI1PR"][chance.below(4)])
            site.append(twoDigits: chance.below(16))
            site.append(ascii: "MB")
            site.append(UInt64(chance.below(10_000)), radix: 10, width: 4, digits: .lowerCase)
        }
        id.append(site)
        id.append(hexUpperCase: chance.next(), width: 16)
        id.append(hexUpperCase: chance.next(), width: 14)
        id.append(UInt8(ascii: "@"))
        id.append(site)
        id.append(ascii: ".namprd")
        id.append(twoDigits: chance.below(16))
        id.append(ascii: ".prod.outlook.com")
    }

    private func appendWebmail(to id: inout [UInt8], _ chance: inout Chance) {
        id.append(ascii: "CA")
        appendCaseSensitive(30, to: &id, &chance)
        id.append(UInt8(ascii: "+"))
        appendCaseSensitive(8, to: &id, &chance)
        id.append(UInt8(ascii: "="))
        appendCaseSensitive(9, to: &id, &chance)
        id.append(ascii: "@mail.gmail.com")
    }

    private func appendUUID(_ domain: Int, to id: inout [UInt8], _ chance: inout Chance) {
        for (place, width) in [8, 4, 4, 4, 12].enumerated() {
            if place > 0 { id.append(UInt8(ascii: "-")) }
            id.append(chance.next(), radix: 16, width: width, digits: .lowerCase)
        }
        appendHost(domain, to: &id)
    }

    private func appendNumbers(_ domain: Int, _ stamp: LogStamp, to id: inout [UInt8], _ chance: inout Chance) {
        id.append(decimal: chance.below(2_000_000_000))
        id.append(UInt8(ascii: "."))
        id.append(decimal: chance.below(100_000))
        id.append(UInt8(ascii: "."))
        id.append(decimal: stamp.seconds * 1000 + chance.below(1000))
        id.append(ascii: chance.percent(60) ? "@app" : "@node")
        id.append(decimal: chance.below(12))
        id.append(UInt8(ascii: "."))
        population.appendDomain(domain, to: &id)
    }

    private func appendHex(_ domain: Int, to id: inout [UInt8], _ chance: inout Chance) {
        id.append(hexUpperCase: chance.next(), width: 8)
        id.append(UInt8(ascii: "."))
        id.append(decimal: chance.within(1_000_000...9_999_999))
        appendHost(domain, to: &id)
    }

    private func appendCaseSensitive(_ count: Int, to id: inout [UInt8], _ chance: inout Chance) {
        var left = count
        while left > 0 {
            let width = min(left, 10)
            id.append(chance.next(), radix: 63, width: width, digits: .caseSensitive)
            left -= width
        }
    }

    /// What strangers send: blanks, no domain, no brackets, endless, 8-bit.
    private func ugly(_ domain: Int, _ stamp: LogStamp, _ latin1: Bool, _ chance: inout Chance) -> FieldText {
        FieldText(capacity: 96) { id in
            let number = chance.below(1_000_000_000)
            switch chance.below(latin1 ? 6 : 5) {
            case 0: id.append(ascii: "<mass mailer \(number) @ ")
            case 1: id.append(ascii: "<\(number)")
            case 2: id.append(ascii: "\(stamp.seconds).GA\(number)")
            case 3:
                id.append(ascii: "<")
                appendCaseSensitive(chance.within(240...320), to: &id, &chance)
            case 4: id.append(ascii: "<gr\u{FC}\u{DF}e-\(number)")
            default: id.append(contentsOf: [0x3C, 0x67, 0x72, 0xFC, 0xDF, 0x65] + String(number).utf8)
            }
            if id.count != String(number).utf8.count + 1 { appendHost(domain, to: &id) }
            if id[0] == UInt8(ascii: "<") { id.append(UInt8(ascii: ">")) }
        }
    }
}
