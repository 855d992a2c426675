import Archives
import ByteScanning
import IndexModel

/// Compares the frames that the index has of a compressed file with its text, which is decoded from front to back.
struct FrameCheck: ~Copyable {
    private let file: ArchiveFile
    private let number: FrameSetID
    private var decoder: StreamDecoder?
    /// Starts of members and frames that were met on the way and are not compared yet.
    private var met: [UInt64: Frame] = [:]
    /// Those of the index that are not where it has them: how many, and the first one's decoded offset.
    private(set) var misplaced = 0
    private(set) var firstMisplaced: UInt64?
    /// Why the index's frames could not be read any further.
    private(set) var damage: IndexError?

    /// Every start of a member or frame, and no seek points: those are decoded from.
    static let spacing = FrameSpacing(seekPoints: .max, starts: 1)
    /// Decoded bytes compared at a frame that was not met on the way.
    private static let comparedLength = 4 << 10

    init(_ file: ArchiveFile, _ number: FrameSetID) {
        self.file = file
        self.number = number
    }

    /// Notes frames met on the way.
    mutating func note(_ frames: [Frame]) {
        for frame in frames { met[frame.decodedOffset] = frame }
    }

    /// Compares the index's frames in a text with it. Texts come in their order.
    mutating func compare(_ text: Span<UInt8>, at offset: UInt64, in snapshot: borrowing some IndexSnapshot & ~Copyable)
    {
        guard !file.isReadInPlace, damage == nil else { return }
        let end = offset + UInt64(text.count)
        do throws(IndexError) {
            for frame in try snapshot.frames(of: number, in: offset..<end) {
                let start = Int(frame.decodedOffset - offset)
                let length = min(FrameCheck.comparedLength, text.count - start)
                guard !holds(frame, text.extracting(start..<start + length)) else { continue }
                misplaced += 1
                firstMisplaced = firstMisplaced ?? frame.decodedOffset
            }
        } catch {
            damage = error
        }
        met = met.filter { $0.key >= end }
    }

    private mutating func holds(_ frame: Frame, _ text: Span<UInt8>) -> Bool {
        if frame == met[frame.decodedOffset] { return true }
        do throws(ArchiveError) {
            let bytes = try decoded(from: frame, text.count)
            return bytes.span.equals(text, in: bytes.indices)
        } catch {
            return false
        }
    }

    private mutating func decoded(from frame: Frame, _ count: Int) throws(ArchiveError) -> [UInt8] {
        if decoder == nil {
            decoder = try StreamDecoder(file, from: frame)
        } else {
            try decoder?.restart(at: frame)
        }
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard try decoder?.decode(count - bytes.count, appendingTo: &bytes) == .more else { break }
        }
        return bytes
    }
}
