/// Numbers files, in the order in which they are met, by what each is known by, whatever its names.
///
/// A table of its own, for it is asked for each file of a tree and each of the catalog, and a standard one takes most of the
/// time of a run that finds nothing changed.
struct FileNumbers {
    private var identities: [FileIdentity] = []
    /// One more than a number, at the first free place from that of its hash on; 0 where there is none.
    private var slots = [UInt32](repeating: 0, count: 64)

    /// Gives a file the next number; false where it has one.
    mutating func insert(_ identity: FileIdentity) -> Bool {
        if 2 * identities.count >= slots.count { grow() }
        let slot = slot(of: identity)
        guard slots[slot] == 0 else { return false }
        identities.append(identity)
        slots[slot] = UInt32(identities.count)
        return true
    }

    /// The number of a file, from 0 on.
    subscript(identity: FileIdentity) -> Int? {
        let number = slots[slot(of: identity)]
        return number == 0 ? nil : Int(number) - 1
    }

    /// Where it stands, or would.
    private func slot(of identity: FileIdentity) -> Int {
        let mask = slots.count - 1
        let hash = (identity.inode ^ identity.device &* 0xff51_afd7_ed55_8ccd) &* 0x9e37_79b9_7f4a_7c15
        var slot = Int(truncatingIfNeeded: hash >> 32) & mask
        while slots[slot] != 0, identities[Int(slots[slot]) - 1] != identity { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: 4 * slots.count)
        for (number, identity) in identities.enumerated() { slots[slot(of: identity)] = UInt32(number + 1) }
    }
}
