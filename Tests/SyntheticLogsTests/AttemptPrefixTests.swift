import SyntheticLogs
import Testing

@Suite struct AttemptPrefixTests {
    @Test(arguments: [("ZZ", 0), ("ZY", 1), ("ZA", 25), ("Z0", 35), ("YZ", 36), ("00", 1295)])
    func countsDownInBase36(prefix: String, attempts: Int) {
        #expect(AttemptPrefix.text(attempts: attempts) == FieldText(prefix))
        #expect(AttemptPrefix.attempts(in: FieldText(prefix + "f0s690kN_y0.00")) == attempts)
    }

    @Test func aNameWithoutPrefixTellsNothing() {
        #expect(AttemptPrefix.attempts(in: "z_") == nil)
        #expect(AttemptPrefix.attempts(in: "Z") == nil)
    }
}
