import MTALog

/// Members of a story that are left out where they are not known, and lists of places.
extension JSONWriter {
    mutating func add(_ name: JSONName, ifThere stamp: Stamp?) {
        if let stamp { add(name, stamp) }
    }

    mutating func add(_ name: JSONName, ifThere duration: Duration?) {
        if let duration { add(name, duration) }
    }

    mutating func add(_ name: JSONName, ifThere number: Int?) {
        if let number { add(name, number) }
    }

    mutating func add(_ name: JSONName, numbers: [Int]) {
        beginArray(name)
        for number in numbers { addElement(number) }
        endArray()
    }
}
