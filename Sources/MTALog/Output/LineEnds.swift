/// Line ends of records that are shown or compared.
extension [UInt8] {
    /// Without the line ends at its end: the last record of a file may lack the one that its copy has.
    public var withoutLineEnd: [UInt8] {
        var end = count
        while end > 0, self[end - 1].isLineEnd { end -= 1 }
        return Array(self[..<end])
    }

    /// Without the CR of each CR LF, which is half of a line end and no control byte to be shown.
    public var withoutCarriageReturns: [UInt8] {
        indices.filter { self[$0] != 0x0d || $0 + 1 >= count || self[$0 + 1] != 0x0a }.map { self[$0] }
    }
}
