/// How one of the structured formats writes an element and its attributes.
protocol ElementStyle {
    static func begin(_ element: String, in buffer: inout [UInt8])
    /// `first` tells the attribute that needs no separator.
    static func append(name: String, text: FieldText, first: Bool, to buffer: inout [UInt8])
    static func append(name: String, number: Int, to buffer: inout [UInt8])
    static func end(in buffer: inout [UInt8])
}
