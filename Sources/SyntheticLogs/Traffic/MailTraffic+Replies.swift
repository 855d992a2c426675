/// What a host answers: `smtp;` and its words.
extension MailTraffic {
    mutating func appendRefusal(
        _ status: Status, by software: RemoteHost.Software, of recipient: FieldText, to text: inout [UInt8]
    ) {
        appendReplyType(software, to: &text)
        switch status {
        case .greylisted:
            text.append(ascii: chance.percent(50) ? "450 4.2.0 <" : "451 4.7.1 <")
            text.append(recipient)
            text.append(ascii: ">: Recipient address rejected: Greylisted, try again in ")
            text.append(decimal: chance.within(60...600))
            text.append(ascii: " seconds")
        case .tryLater:
            text.append(ascii: "421 4.3.2 Service not available, closing transmission channel; reference ")
            text.append(hexUpperCase: chance.next(), width: 8)
        case .userUnknown:
            text.append(ascii: chance.percent(70) ? "550 5.1.1 <" : "553 5.1.1 unknown or illegal user: <")
            text.append(recipient)
            text.append(ascii: ">: Recipient address rejected: User unknown in virtual mailbox table")
        case .mailboxFull:
            text.append(ascii: "552 5.2.2 <")
            text.append(recipient)
            text.append(ascii: "> Mailbox is full / Over quota")
        default:
            text.append(ascii: "554 5.7.1 Message blocked: looks like spam, id=")
            text.append(hexUpperCase: chance.next(), width: 12)
        }
    }

    private func appendReplyType(_ software: RemoteHost.Software, to text: inout [UInt8]) {
        text.append(ascii: software == .messagingServer ? "smtp; " : "smtp;")
    }

    mutating func appendAcceptance(
        by software: RemoteHost.Software, of id: FieldText, for recipient: FieldText, at stamp: LogStamp,
        to text: inout [UInt8]
    ) {
        appendReplyType(software, to: &text)
        switch software {
        case .postfix:
            text.append(ascii: "250 2.0.0 Ok: queued as ")
            text.append(hexUpperCase: chance.next(), width: 11)
        case .exchangeOnline:
            text.append(ascii: "250 2.6.0 ")
            text.append(id)
            appendExchangeDetails(to: &text)
        case .gsmtp:
            text.append(ascii: "250 2.0.0 OK  ")
            text.append(decimal: stamp.seconds)
            text.append([UInt8].blank)
            text.append(chance.next(), radix: 36, width: 12, digits: .lowerCase)
            text.append(ascii: ".")
            text.append(decimal: chance.within(100...999))
            text.append(ascii: " - gsmtp")
        case .exim:
            text.append(ascii: "250 OK id=1")
            text.append(chance.next(), radix: 62, width: 5, digits: .caseSensitive)
            text.append(UInt8(ascii: "-"))
            text.append(chance.next(), radix: 62, width: 6, digits: .caseSensitive)
            text.append(ascii: "-00")
        case .sendmail:
            text.append(ascii: "250 2.0.0 ")
            text.append(chance.next(), radix: 62, width: 14, digits: .caseSensitive)
            text.append(ascii: " Message accepted for delivery")
        case .messagingServer:
            text.append(ascii: "250 2.1.5 ")
            text.append(recipient)
            text.append(ascii: " and options OK.")
        }
    }

    private mutating func appendExchangeDetails(to text: inout [UInt8]) {
        text.append(ascii: " [InternalId=")
        text.append(decimal: chance.below(100_000_000_000))
        text.append(ascii: ", Hostname=VI1PR")
        text.append(twoDigits: chance.below(16))
        text.append(ascii: "MB")
        text.append(decimal: chance.within(1000...9999))
        text.append(ascii: ".eurprd")
        text.append(twoDigits: chance.below(16))
        text.append(ascii: ".prod.outlook.com] ")
        text.append(decimal: chance.within(4000...99_999))
        text.append(ascii: " bytes in 0.")
        text.append(decimal: chance.within(100...999))
        text.append(ascii: ", ")
        text.append(decimal: chance.within(10...400))
        text.append(ascii: ".")
        text.append(decimal: chance.within(100...999))
        text.append(ascii: " KB/sec Queued mail for delivery")
    }
}
