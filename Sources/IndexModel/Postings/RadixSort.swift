/// Sorts by a key, one byte a pass, least significant first; stable. O(n).
///
/// - Parameter scratch: grown to the array's size and kept, so that sorting many arrays allocates once.
@inlinable
package func radixSort<Element>(_ elements: inout [Element], scratch: inout [Element], key: (Element) -> UInt64) {
    guard elements.count > 48 else { return elements.sort { key($0) < key($1) } }
    scratch = elements
    for shift in stride(from: 0, to: UInt64(64), by: 8) {
        if scatter(elements.span, into: &scratch, shift: shift, key: key) { swap(&elements, &scratch) }
    }
}

/// Sorts by the lowest seven bytes of a key, stable. O(n) where the upper two of them are spread evenly, as those of a
/// hash are; keys that share them are moved into place one by one, which costs nothing where they stand in order.
@inlinable
package func sortByHash<Element>(_ elements: inout [Element], scratch: inout [Element], key: (Element) -> UInt64) {
    scratch = elements
    for shift in [40, 48] as [UInt64] where elements.count > 1 {
        if scatter(elements.span, into: &scratch, shift: shift, key: key) { swap(&elements, &scratch) }
    }
    insertionSort(&elements) { key($0) << 8 }
}

/// Moves each element before those with a larger key that stand before it. O(n + moves).
@inlinable
package func insertionSort<Element>(_ elements: inout [Element], key: (Element) -> UInt64) {
    var span = elements.mutableSpan
    guard span.count > 1 else { return }
    for index in 1..<span.count {
        let element = span[index]
        var place = index
        while place > 0, key(span[place &- 1]) > key(element) {
            span[place] = span[place &- 1]
            place &-= 1
        }
        if place < index { span[place] = element }
    }
}

/// Partitions elements by the highest byte of a key, stable: gives where each of the 256 partitions ends, nothing where there
/// are no elements. O(n).
///
/// - Parameter elements: fewer than 2^32.
@inlinable
package func partitionByHighestByte<Element>(_ elements: inout [Element], key: (Element) -> UInt64) -> [UInt32] {
    guard !elements.isEmpty else { return [] }
    var ends = [UInt32](repeating: 0, count: 256)
    var partitioned = elements
    if scatter(elements.span, into: &partitioned, shift: 56, key: key) { elements = partitioned }
    for element in elements { ends[Int(key(element) >> 56)] += 1 }
    for partition in 1..<256 { ends[partition] += ends[partition - 1] }
    return ends
}

/// One pass; false, and nothing moved, where all the keys share the byte.
@inlinable @inline(__always)
package func scatter<Element>(
    _ source: Span<Element>, into target: inout [Element], shift: UInt64, key: (Element) -> UInt64
) -> Bool {
    var places = InlineArray<256, Int>(repeating: 0)
    for index in source.indices { places[Int(key(source[index]) >> shift & 0xff)] += 1 }
    guard places[Int(key(source[0]) >> shift & 0xff)] < source.count else { return false }
    var place = 0
    for digit in places.indices {
        let count = places[digit]
        places[digit] = place
        place += count
    }
    var output = target.mutableSpan
    for index in source.indices {
        let element = source[index]
        let digit = Int(key(element) >> shift & 0xff)
        output[places[digit]] = element
        places[digit] += 1
    }
    return true
}
