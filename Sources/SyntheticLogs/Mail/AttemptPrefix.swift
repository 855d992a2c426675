/// The first two characters of a queue file's name: the attempts so far, as 1295 minus a base-36 number.
public enum AttemptPrefix {
    /// `ZZ` for no attempt, `ZY` for one, `Z0` for 35, `YZ` for 36.
    public static func text(attempts: Int) -> FieldText {
        FieldText(capacity: 2) { append(attempts: attempts, to: &$0) }
    }

    /// The attempts that a name tells, or nothing if it does not begin with two base-36 digits.
    public static func attempts(in name: FieldText) -> Int? {
        guard name.bytes.count >= 2, let high = value(name.bytes[0]), let low = value(name.bytes[1])
        else { return nil }
        return 1295 - high * 36 - low
    }

    static func append(attempts: Int, to buffer: inout [UInt8]) {
        let left = max(0, 1295 - attempts)
        buffer.append(Digits.upperCase[left / 36])
        buffer.append(Digits.upperCase[left % 36])
    }

    private static func value(_ digit: UInt8) -> Int? {
        switch digit {
        case 0x30...0x39: Int(digit) - 0x30
        case 0x41...0x5A: Int(digit) - 0x41 + 10
        default: nil
        }
    }
}
