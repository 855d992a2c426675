/// Inventing a connection's particulars.
extension MailTraffic {
    /// A connection from a foreign domain's host, or from one of the site's own if there is none.
    mutating func session(_ channel: Channel, domain: Int, at stamp: LogStamp) -> Session {
        let host = domain < 0 ? nil : RemoteHost(domain: domain, population)
        let address = host?.address ?? insideAddress()
        let secure = chance.percent(70)
        return Session(
            channel: channel, domain: domain, modifiers: modifiers(channel, secure: secure),
            processID: processID(), connection: connection(host?.name, address),
            transport: transport(channel, address), application: application(host?.name, secure: secure),
            username: "mailsrv")
    }

    mutating func processID() -> FieldText {
        let (process, thread, serial) = (0x72A0 + chance.below(6), chance.below(0x400), chance.below(0x10000))
        return FieldText(capacity: 16) { text in
            text.append(hex: UInt64(process))
            text.append(UInt8(ascii: "."))
            text.append(hex: UInt64(thread))
            text.append(UInt8(ascii: "."))
            text.append(hex: UInt64(serial))
        }
    }

    private mutating func insideAddress() -> FieldText {
        let (net, host) = (chance.below(12), chance.within(2...254))
        return FieldText(capacity: 15) { text in
            text.append(ascii: "10.20.")
            text.append(decimal: net)
            text.append(UInt8(ascii: "."))
            text.append(decimal: host)
        }
    }

    private mutating func modifiers(_ channel: Channel, secure: Bool) -> Modifiers {
        switch channel {
        case .tcpSubmit: chance.once(in: 5) ? .proxied : secure ? .authenticatedTLS : .esmtpAuthenticated
        case .tcpIntranet: chance.once(in: 6) ? .plain : .esmtp
        default:
            switch chance.below(12) {
            case 0: .plain
            case 1: .queued
            case 2: secure ? .chunkingTLS : .chunking
            default: secure ? .esmtpTLS : .esmtp
            }
        }
    }

    /// `helo (rdns [ip])`, `name ([ip])` or `[ip] ([ip])`.
    private mutating func connection(_ name: FieldText?, _ address: FieldText) -> FieldText {
        let (form, number) = (chance.below(8), chance.below(900))
        return FieldText(capacity: 80) { text in
            if let name, form > 0 {
                text.append(name)
                text.append(ascii: " (")
                if form > 1 {
                    text.append(name)
                    text.append([UInt8].blank)
                }
            } else if name == nil, form > 1 {
                text.append(ascii: "pc")
                text.append(decimal: number)
                text.append(ascii: ".sesta.com (")
            } else {
                text.append(UInt8(ascii: "["))
                text.append(address)
                text.append(ascii: "] (")
            }
            text.append(UInt8(ascii: "["))
            text.append(address)
            text.append(ascii: "])")
        }
    }

    private mutating func transport(_ channel: Channel, _ address: FieldText) -> FieldText {
        let port = chance.within(1024...65535)
        return FieldText(capacity: 48) { text in
            text.append(ascii: channel == .tcpSubmit ? "TCP|192.160.253.66|587|" : "TCP|192.160.253.66|25|")
            text.append(address)
            text.append(UInt8(ascii: "|"))
            text.append(decimal: port)
        }
    }

    private func application(_ name: FieldText?, secure: Bool) -> FieldText {
        FieldText(capacity: 64) { text in
            text.append(ascii: "SMTP")
            if let name {
                text.append(UInt8(ascii: "/"))
                text.append(name)
            }
            if secure { text.append(ascii: "/TLS-256-AES-GCM-SHA384") }
        }
    }
}
