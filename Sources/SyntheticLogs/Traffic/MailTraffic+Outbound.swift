/// The site's own connections to other hosts; the same ones for all records of one attempt.
extension MailTraffic {
    func remoteHost(_ planned: PlannedRecord, _ flight: Flight) -> RemoteHost {
        let domain = flight.recipients[Int(planned.recipient)].domain
        return RemoteHost(domain: domain, population)
    }

    func outboundProcessID(_ planned: PlannedRecord, _ flight: Flight) -> FieldText {
        let bits = outboundBits(planned, flight)
        return FieldText(capacity: 12) { text in
            text.append(hex: 0x40A0 + (bits >> 8 & 15))
            text.append(UInt8(ascii: "."))
            text.append(hex: bits >> 16 & 31)
            text.append(UInt8(ascii: "."))
            text.append(hex: bits >> 24 & 0xFFF)
        }
    }

    /// The local side comes first.
    func outboundTransport(_ host: RemoteHost, _ planned: PlannedRecord, _ flight: Flight) -> FieldText {
        let port = Int(outboundBits(planned, flight) >> 40) % 60_000 + 1024
        return FieldText(capacity: 48) { text in
            text.append(ascii: "TCP|192.160.253.70|")
            text.append(decimal: port)
            text.append(UInt8(ascii: "|"))
            text.append(host.address)
            text.append(ascii: "|25")
        }
    }

    func outboundApplication(_ host: RemoteHost) -> FieldText {
        FieldText(capacity: 96) { text in
            text.append(ascii: "SMTP/")
            population.appendDomain(host.domain, to: &text)
            text.append(UInt8(ascii: "/"))
            text.append(host.name)
        }
    }

    private func outboundBits(_ planned: PlannedRecord, _ flight: Flight) -> UInt64 {
        SplitMix64.mix(
            UInt64(flight.number) << 20 | UInt64(UInt32(bitPattern: planned.hop) & 0xFFF) << 8
                | UInt64(planned.attempts))
    }
}
