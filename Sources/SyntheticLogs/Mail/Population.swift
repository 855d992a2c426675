/// The invented people and domains: some thousands of domains, a hundred thousand addresses and more, each made
/// from its number, so that nothing needs to be kept.
struct Population {
    private let domainRanks = ZipfTable(ranks: 4000)
    private let userRanks = ZipfTable(ranks: 600)
    private let salt: UInt64

    /// The site's own domain.
    static let site: FieldText = "sesta.com"

    init(seed: UInt64) { salt = SplitMix64.mix(seed ^ 0x6D74_6174_7261_696C) }

    func anyDomain(_ chance: inout Chance) -> Int { domainRanks.rank(&chance) }

    /// Somebody at a foreign domain.
    func anyone(at domain: Int, _ chance: inout Chance) -> FieldText {
        let user = userRanks.rank(&chance)
        return FieldText(capacity: 40) { address in
            appendUser(domain << 16 | user, to: &address)
            address.append(UInt8(ascii: "@"))
            appendDomain(domain, to: &address)
        }
    }

    /// Somebody of the site: the local part alone.
    func anyLocalUser(_ chance: inout Chance) -> FieldText {
        let user = userRanks.rank(&chance) * 40 + chance.below(40)
        return FieldText(capacity: 20) { appendUser(1 << 48 | user, to: &$0) }
    }

    /// A foreign domain, or the site's own for -1.
    func appendDomain(_ domain: Int, to text: inout [UInt8]) {
        guard domain >= 0 else { return text.append(Self.site) }
        var bits = SplitMix64.mix(salt &+ UInt64(domain))
        text.append(Self.take(Words.domainStems, &bits))
        if bits & 3 != 0 { text.append(Self.take(Words.domainStems, &bits)) }
        if bits & 0x700 == 0 { text.append(decimal: Int(bits >> 40 & 0xFF)) }
        text.append(UInt8(ascii: "."))
        text.append(Self.take(Words.topLevels, &bits))
    }

    private func appendUser(_ number: Int, to text: inout [UInt8]) {
        var bits = SplitMix64.mix(salt ^ UInt64(number) &* 0x9E37_79B9)
        switch bits & 7 {
        case 0:
            text.append(Self.take(Words.roles, &bits))
        case 1, 2:
            text.append(Self.take(Words.firstNames, &bits))
            text.append(decimal: Int(bits >> 50 & 0x3FF))
        case 3:
            text.append(UInt8(ascii: "a") + UInt8(truncatingIfNeeded: bits >> 8 & 15))
            text.append(Self.take(Words.lastNames, &bits))
        default:
            text.append(Self.take(Words.firstNames, &bits))
            text.append(UInt8(ascii: bits & 0x100 == 0 ? "." : "_"))
            text.append(Self.take(Words.lastNames, &bits))
        }
    }

    private static func take(_ words: [FieldText], _ bits: inout UInt64) -> FieldText {
        bits = SplitMix64.mix(bits)
        return words[Int(truncatingIfNeeded: (bits >> 16) % UInt64(words.count))]
    }
}
