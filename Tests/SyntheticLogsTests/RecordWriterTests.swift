import SyntheticLogs
import Testing

/// One line of each format, checked by hand against the format's page.
@Suite struct RecordWriterTests {
    @Test func standardKeepsEmptySlots() {
        #expect(
            SampleRecords.line(SampleRecords.enqueue, .standard)
                == "05-Jun-2019 10:08:29.74 tcp_local    ims-ms       EEQ 5  rfc822;a@b.c a@ims-ms-daemon "
                + "/q/ims-ms/ZZf0s690kN_y0.00 <n@b>\n")
    }

    @Test func standardWritesEveryFieldInItsPlace() {
        #expect(
            SampleRecords.line(SampleRecords.full, .standard, .all)
                == "05-Jun-2019 10:08:29.74 hosta 2e2d.5.1 tcp_local                 RE 5  rfc822;a@b.c a@b.c 276 "
                + "/q/tcp_local/ZYf0s690kN_y0.01 <e@b> <n@b>,<o@b> mailsrv h (h [1.2.3.4]) 0 3 i@b.c j@b.c '' "
                + "no way smtp;550 \"no\" <a@b.c> & so dns;h TCP|1.1.1.1|2|3.3.3.3|25 SMTP 17\n")
    }

    @Test func angleBracketsStandForAnEmptyAddress() {
        #expect(
            SampleRecords.line(SampleRecords.enqueue, .angleBrackets)
                == "05-Jun-2019 10:08:29.74 tcp_local    ims-ms       EEQ 5 <> rfc822;a@b.c a@ims-ms-daemon "
                + "/q/ims-ms/ZZf0s690kN_y0.00 <n@b>\n")
    }

    @Test func countedLeadsTextsByTheirLength() {
        let options: LogOptions = [.filename, .messageID, .connection, .diagnostics, .notary]
        #expect(
            SampleRecords.line(SampleRecords.full, .counted, options)
                == "05-Jun-2019 10:08:29.74 tcp_local                 RE 5 0: 12:rfc822;a@b.c 5:a@b.c 276 "
                + "29:/q/tcp_local/ZYf0s690kN_y0.01 11:<n@b>,<o@b> 15:h (h [1.2.3.4]) "
                + "26:smtp;550 \"no\" <a@b.c> & so\n")
    }

    @Test func xmlIsOneElementWithAttributes() {
        #expect(
            SampleRecords.line(SampleRecords.full, .xml, .all)
                == #"<en ts="2019-06-05T10:08:29.74" no="hosta" pi="2e2d.5.1" sc="tcp_local" dc="" ac="RE" sz="5" "#
                + #"so="" od="rfc822;a@b.c" de="a@b.c" rf="276" fi="/q/tcp_local/ZYf0s690kN_y0.01" ei="&lt;e@b&gt;" "#
                + #"mi="&lt;n@b&gt;,&lt;o@b&gt;" us="mailsrv" ss="h (h [1.2.3.4])" se="0" pr="3" in="i@b.c" "#
                + #"ia="j@b.c" re="no way" di="smtp;550 &quot;no&quot; &lt;a@b.c&gt; &amp; so" rm="dns;h" "#
                + #"tr="TCP|1.1.1.1|2|3.3.3.3|25" ap="SMTP" qt="17"/>"# + "\n")
    }

    @Test func xmlConnectionsAreAsInThePublicLog() {
        #expect(
            SampleRecords.line(SampleRecords.badPassword, .xml, [.process, .authenticationRecords])
                == #"<co ts="2014-06-02T16:06:33.99" pi="72aa.17f0.25622" sc="tcp_local" dr="+" ac="U" "#
                + #"tr="TCP|192.245.12.223|25|89.96.245.78|4299" ap="SMTP" mi="Bad password" us="nic@transcend.com" "#
                + #"di="535 5.7.8 Bad username or password (Authentication failed)."/>"# + "\n")
    }

    @Test func jsonNestsUnderTheElement() {
        #expect(
            SampleRecords.line(SampleRecords.full, .json, [.messageID, .diagnostics])
                == #"{"en":{"ts":"2019-06-05T10:08:29.74","sc":"tcp_local","dc":"","ac":"RE","sz":5,"so":"","#
                + #""od":"rfc822;a@b.c","de":"a@b.c","mi":"<n@b>,<o@b>","di":"smtp;550 \"no\" <a@b.c> & so"}}"# + "\n")
    }

    @Test func flatJSONHasNoElement() {
        #expect(
            SampleRecords.line(SampleRecords.badPassword, .flatJSON)
                == #"{"ts":"2014-06-02T16:06:33.99","sc":"tcp_local","dr":"+","ac":"U","#
                + #""tr":"TCP|192.245.12.223|25|89.96.245.78|4299","ap":"SMTP","mi":"Bad password","#
                + #""us":"nic@transcend.com","di":"535 5.7.8 Bad username or password (Authentication failed)."}"#
                + "\n")
    }

    @Test func bytesThatAreNoUTF8AreEscapedAsLatin1() {
        var record = SampleRecords.enqueue
        record.messageIDs = [FieldText([0x3C, 0xFC, 0x3E])]
        #expect(SampleRecords.line(record, .xml).contains(#"mi="&lt;&#252;&gt;""#))
        #expect(SampleRecords.line(record, .json).contains(#""mi":"<\u00fc>""#))
    }

    @Test func headerRecordsHaveNoChannel() {
        var record = SyntheticRecord(stamp: SampleRecords.stamp(2019, 6, 5, 10, 8, 29, 74))
        record.kind = .header
        record.headerName = "Received"
        record.headerValue = "from h    by i"
        #expect(SampleRecords.line(record, .standard) == "05-Jun-2019 10:08:29.74 > Received: from h    by i\n")
    }
}
