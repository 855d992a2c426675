extension [UInt8] {
    /// Without the line ends at its end: the last record of a file may lack the one that its copy has. O(length).
    public var withoutLineEnd: [UInt8] {
        var end = count
        while end > 0, self[end - 1].isLineEnd { end -= 1 }
        return Array(self[..<end])
    }
}
