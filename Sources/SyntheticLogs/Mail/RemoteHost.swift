/// A foreign domain's mail host, made from the domain's number.
struct RemoteHost {
    /// What the host runs, as far as its answers show.
    enum Software: Int, CaseIterable {
        case postfix, exchangeOnline, gsmtp, exim, sendmail, messagingServer
    }

    let domain: Int
    let name: FieldText
    let address: FieldText
    let software: Software

    /// The host of a foreign domain, or the site's own back end for a domain of -1.
    init(domain: Int, _ population: Population) {
        guard domain >= 0 else {
            self.domain = domain
            (software, name, address) = (.messagingServer, "backend1.sesta.com", "10.20.0.25")
            return
        }
        let bits = SplitMix64.mix(UInt64(domain + 1) &* 0x51_7CC1)
        self.domain = domain
        software = Software(rawValue: Int(bits % 9) % Software.allCases.count) ?? .postfix
        name = FieldText(capacity: 40) { name in
            switch bits >> 16 & 7 {
            case 0: name.append(ascii: "mail.")
            case 1: name.append(ascii: "smtp-in.")
            case 2: name.append(ascii: "relay")
            default: name.append(ascii: "mx")
            }
            if bits >> 16 & 7 > 1 {
                name.append(decimal: Int(bits >> 24 & 3) + 1)
                name.append(UInt8(ascii: "."))
            }
            population.appendDomain(domain, to: &name)
        }
        address = Self.address(bits >> 8)
    }

    /// A public looking IPv4 address.
    static func address(_ bits: UInt64) -> FieldText {
        FieldText(capacity: 15) { text in
            text.append(decimal: Int(bits >> 8 & 0x7F) + 60)
            for shift in [16, 24, 32] as [UInt64] {
                text.append(UInt8(ascii: "."))
                text.append(decimal: Int(bits >> shift & 0xFF))
            }
        }
    }
}
