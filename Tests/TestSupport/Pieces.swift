/// Cuts `bytes` into `count` pieces of unlike sizes, at bytes that mean nothing; some may be empty.
func pieces(of bytes: [UInt8], count: Int) -> [ArraySlice<UInt8>] {
    precondition(count > 0, "at least one piece")
    // The square of the index makes the pieces grow, so that borders fall nowhere in particular.
    let cuts = (0...count).map { bytes.count * $0 * $0 / (count * count) }
    return zip(cuts, cuts.dropFirst()).map { bytes[$0..<$1] }
}
