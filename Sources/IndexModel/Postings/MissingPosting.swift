/// A granule of an archive that holds a key which the index does not have there.
public struct MissingPosting: Sendable, Hashable {
    public let family: KeyFamily
    public let granule: Int

    public init(family: KeyFamily, granule: Int) {
        self.family = family
        self.granule = granule
    }
}
