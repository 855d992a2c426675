import SyntheticLogs

/// Records with known fields.
enum SampleRecords {
    static func stamp(
        _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int, _ hundredth: Int = 0
    ) -> LogStamp {
        guard let date = CalendarDay(year: year, month: month, day: day) else { fatalError("no such day") }
        return LogStamp(date, hour: hour, minute: minute, second: second, hundredth: hundredth)
    }

    /// A record with every field.
    static var full: SyntheticRecord {
        var record = SyntheticRecord(stamp: stamp(2019, 6, 5, 10, 8, 29, 74))
        record.node = "hosta"
        record.processID = "2e2d.5.1"
        record.sourceChannel = "tcp_local"
        record.action = "RE"
        record.size = 5
        record.originalRecipient = "rfc822;a@b.c"
        record.currentRecipient = "a@b.c"
        record.notaryFlags = 276
        record.queueFile = "/q/tcp_local/ZYf0s690kN_y0.01"
        record.envelopeID = "<e@b>"
        record.messageIDs = ["<n@b>", "<o@b>"]
        record.username = "mailsrv"
        record.connection = "h (h [1.2.3.4])"
        record.sensitivity = 0
        record.priority = 3
        record.intermediate = "i@b.c"
        record.initial = "j@b.c"
        record.reason = "no way"
        record.diagnostic = "smtp;550 \"no\" <a@b.c> & so"
        record.remoteMTA = "dns;h"
        record.transport = "TCP|1.1.1.1|2|3.3.3.3|25"
        record.application = "SMTP"
        record.queueTime = 17
        return record
    }

    /// An enqueue with a null sender.
    static var enqueue: SyntheticRecord {
        var record = SyntheticRecord(stamp: stamp(2019, 6, 5, 10, 8, 29, 74))
        record.sourceChannel = "tcp_local"
        record.destinationChannel = "ims-ms"
        record.action = "EEQ"
        record.size = 5
        record.originalRecipient = "rfc822;a@b.c"
        record.currentRecipient = "a@ims-ms-daemon"
        record.queueFile = "/q/ims-ms/ZZf0s690kN_y0.00"
        record.messageIDs = ["<n@b>"]
        return record
    }

    /// A failed authentication, as in a public log.
    static var badPassword: SyntheticRecord {
        var record = SyntheticRecord(stamp: stamp(2014, 6, 2, 16, 6, 33, 99))
        record.kind = .connection
        record.processID = "72aa.17f0.25622"
        record.sourceChannel = "tcp_local"
        record.direction = "+"
        record.action = "U"
        record.transport = "TCP|192.245.12.223|25|89.96.245.78|4299"
        record.application = "SMTP"
        record.information = "Bad password"
        record.username = "nic@transcend.com"
        record.diagnostic = "535 5.7.8 Bad username or password (Authentication failed)."
        return record
    }

    static func line(
        _ record: SyntheticRecord, _ format: LogFormat, _ options: LogOptions = .usual, _ layout: Layout = Layout()
    ) -> String {
        var writer = RecordWriter(format: format, options: options, layout: layout)
        var bytes: [UInt8] = []
        writer.append(record, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
