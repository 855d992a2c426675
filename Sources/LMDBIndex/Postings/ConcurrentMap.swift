import Threads

/// What `transform` gives for each number of a range, in their order; it is called from several threads.
func mapConcurrently<Result: Sendable>(
    _ range: Range<Int>, _ transform: @Sendable (Int) -> Result
) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: range.count))
    concurrentPerform(iterations: range.count) { index in
        let result = transform(range.lowerBound + index)
        results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
}
