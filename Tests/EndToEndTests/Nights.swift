import Foundation
import TestSupport

/// Logs of one year each, one a night, and what is known of them: a life of rotation in small.
struct Nights {
    let host: Host
    private(set) var written: [Int] = []

    static let recordsANight = 12

    init(_ host: Host) throws {
        self.host = host
        try FileManager.default.createDirectory(atPath: host.path("logs"), withIntermediateDirectories: false)
    }

    /// Writes the log of the next night, whose records are all of one year.
    mutating func write() throws {
        let night = written.count + 1
        try host.write(Nights.log(night), "logs/mail.log.\(night)")
        written.append(night)
    }

    static func year(_ night: Int) -> Int { 1971 + night }

    static func record(_ night: Int, _ number: Int) -> String {
        "15-Jan-\(year(night)) 10:00:00.00 tcp_local    D 3 a@b rfc822;c@d c@d "
            + "/q/ZZ0NIGHT\(night)N\(number).00 <\(night).\(number)@x>\n"
    }

    static func log(_ night: Int) -> [UInt8] {
        Array((0..<recordsANight).map { record(night, $0) }.joined().utf8)
    }

    /// The nights of which a lookup finds a record, and whether it found what it should.
    func found(among nights: some Sequence<Int>, number: Int = 3) throws -> (nights: Set<Int>, status: Int32) {
        let nights = Array(nights)
        // By message-ID and by queue file in turn.
        let keys = nights.map { $0 % 2 == 0 ? "<\($0).\(number)@x>\n" : "ZZ0NIGHT\($0)N\(number).00\n" }.joined()
        let outcome = try host.lookup("-", stdin: Array(keys.utf8))
        let found = nights.filter { outcome.text.contains(Nights.record($0, number)) }
        let lines = outcome.text.split(separator: "\n").count
        return (lines == found.count ? Set(found) : [], outcome.status)
    }

    /// The runs that the index has.
    func runs() throws -> Int {
        let outcome = try Program.mtatrail.run(["status", "--json", "--index", host.index])
        let line = outcome.text.split(separator: "\n").last ?? ""
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return object?["runs"] as? Int ?? -1
    }
}
