import ArgumentParser

/// A number of bytes as people write it: `500`, `64K`, `512M`, `2G`, in powers of 1024.
struct ByteCount: ExpressibleByArgument {
    let value: Int

    init(_ value: Int) {
        self.value = value
    }

    init?(argument: String) {
        let shift: Int? = [("K", 10), ("M", 20), ("G", 30), ("T", 40)].first { argument.uppercased().hasSuffix($0.0) }?
            .1
        guard let number = Int(argument.dropLast(shift == nil ? 0 : 1)), number > 0,
            number <= Int.max >> (shift ?? 0)
        else { return nil }
        value = number << (shift ?? 0)
    }

    var defaultValueDescription: String { value % (1 << 20) == 0 ? "\(value >> 20)M" : "\(value >> 10)K" }
}
