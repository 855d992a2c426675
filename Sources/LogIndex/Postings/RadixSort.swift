/// Sorts by the lowest bytes of a key, one a pass, least significant first; stable. O(bytes * n).
///
/// - Parameters:
///   - scratch: grown to the array's size and kept, so that sorting many arrays allocates once.
///   - bytes: how many of the lowest bytes count: those above are all equal.
func radixSort<Element>(
    _ elements: inout [Element], scratch: inout [Element], bytes: Int = 7, key: (Element) -> UInt64
) {
    guard elements.count > 48 else {
        let mask = UInt64.max >> UInt64(64 - 8 * bytes)
        elements.sort { key($0) & mask < key($1) & mask }
        return
    }
    scratch = elements
    for pass in 0..<bytes {
        let shift = UInt64(pass * 8)
        if scatter(elements.span, into: &scratch, shift: shift, key: key) { swap(&elements, &scratch) }
    }
}

/// Deals elements by the highest byte of a key, stable: gives where each of the 256 parts ends. O(n).
func dealByHighestByte<Element>(_ elements: inout [Element], key: (Element) -> UInt64) -> [Int] {
    var ends = Array(repeating: 0, count: 256)
    guard !elements.isEmpty else { return ends }
    var dealt = elements
    if scatter(elements.span, into: &dealt, shift: 56, key: key) { elements = dealt }
    for element in elements { ends[Int(key(element) >> 56)] += 1 }
    for part in 1..<256 { ends[part] += ends[part - 1] }
    return ends
}

/// One pass; false, and nothing moved, where all the keys share the byte.
@inline(__always)
private func scatter<Element>(
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
