extension [UInt8] {
    /// Without the CR of each CR LF, which is half of a line end and no control byte to be shown.
    public var withoutCarriageReturns: [UInt8] {
        indices.filter { self[$0] != 0x0d || $0 + 1 >= count || self[$0 + 1] != 0x0a }.map { self[$0] }
    }
}
