import TestSupport
import Testing

@testable import ByteScanning

struct ByteShapeTests {
    /// Every value of every byte, at the bounds and beside them.
    @Test func eachByteIsLookedAtByItself() {
        let lows = SIMD16<UInt8>(0, 10, 48, 97, 200, 255, 32, 0, 0, 10, 48, 97, 200, 255, 32, 0)
        let spans = SIMD16<UInt8>(0, 3, 9, 25, 55, 0, 0, 255, 0, 3, 9, 25, 55, 0, 0, 255)
        var fold = SIMD16<UInt8>.zero
        fold[3] = 0x20
        let shape = ByteShape(fold: fold, lows: lows, spans: spans)
        let fitting = (0..<16).map { lows[$0] }
        for place in 0..<16 {
            for byte in UInt8.min ... .max {
                var bytes = [7] + fitting + [7]
                bytes[1 + place] = byte
                let isBetween = Int(byte | fold[place]) - Int(lows[place])
                let fits = shape.fits(bytes.span, at: 1)
                if fits != (0...Int(spans[place])).contains(isBetween) { Issue.record("\(byte) at \(place)") }
            }
        }
    }
}
