/// What a delivery status speaks of; the words are found when the record is written.
enum Status: UInt8 {
    case none
    case accepted
    case mailboxBusy, greylisted, tryLater
    case noRoute, connectionRefused, connectionTimedOut, deadHost
    case userUnknown, mailboxFull, looksLikeSpam, badDomain, givenUp
    case relayingDenied, lastRejection, syntaxError
    case wrongPassword, rightPassword
    case closedIdle, refusedByAccessRule
    case transactionAborted
}
