/// Makes the names that the MTA itself gives: of queue files and of messages without an id.
struct UniqueNames {
    private var counter = 0

    /// A queue file's 11 case-sensitive characters, or the 18 upper-case ones of an older MTA.
    mutating func queueFile(at stamp: LogStamp, older: Bool, _ chance: inout Chance) -> FieldText {
        older ? long(at: stamp, &chance) : short(at: stamp, &chance)
    }

    /// `01IRUD7SVA3Q9UN2D4`: grows with time.
    mutating func long(at stamp: LogStamp, _ chance: inout Chance) -> FieldText {
        counter += 1
        return FieldText(capacity: 18) { name in
            name.append(ascii: "01")
            name.append(UInt64(stamp.hundredths), radix: 36, width: 8, digits: .upperCase)
            name.append(UInt64(counter), radix: 36, width: 4, digits: .upperCase)
            name.append(UInt64(chance.below(36 * 36 * 36 * 36)), radix: 36, width: 4, digits: .upperCase)
        }
    }

    /// `0SXQ00F0ABCDEF`: the form of message-IDs from 6.3 on.
    mutating func modern(at stamp: LogStamp, _ chance: inout Chance) -> FieldText {
        counter += 1
        return FieldText(capacity: 14) { name in
            name.append(ascii: "0S")
            name.append(UInt64(stamp.seconds / 60), radix: 36, width: 5, digits: .upperCase)
            name.append(UInt64(counter), radix: 36, width: 4, digits: .upperCase)
            name.append(UInt64(chance.below(36 * 36 * 36)), radix: 36, width: 3, digits: .upperCase)
        }
    }

    /// `f0s690kN_y0`: case matters.
    private mutating func short(at stamp: LogStamp, _ chance: inout Chance) -> FieldText {
        counter += 1
        return FieldText(capacity: 11) { name in
            name.append(UInt8(ascii: "f"))
            name.append(UInt8(ascii: "0"))
            name.append(UInt64(stamp.seconds / 64), radix: 63, width: 3, digits: .caseSensitive)
            name.append(UInt64(counter), radix: 63, width: 3, digits: .caseSensitive)
            name.append(UInt64(chance.below(63 * 63 * 63)), radix: 63, width: 3, digits: .caseSensitive)
        }
    }
}
