/// The header lines that a site logs.
enum HeaderLine: Int, CaseIterable {
    case messageID, subject, received

    var name: FieldText {
        switch self {
        case .messageID: "Message-id"
        case .subject: "Subject"
        case .received: "Received"
        }
    }
}
