import Archives
import IndexModel
import LMDB

/// What was staged and is not stored yet. A run that is small goes into the transaction that publishes it, for each
/// transaction waits twice for the disk.
struct PendingWrites: Sendable {
    private enum Piece {
        case postings(BucketPacker.Rows, KeyFamily, run: UInt32)
        case frame(Frame, of: FrameSetID)
    }

    private var pieces: [Piece] = []
    /// The bytes of the values, about.
    private(set) var byteCount = 0

    /// Adds packed buckets, behind all that are stored or added.
    mutating func add(_ rows: BucketPacker.Rows, _ family: KeyFamily, ofRun run: UInt32) {
        pieces.append(.postings(rows, family, run: run))
        byteCount += rows.bytes.count
    }

    /// Adds a frame under a location's number.
    mutating func add(_ frame: Frame, of number: FrameSetID) {
        pieces.append(.frame(frame, of: number))
        byteCount += frame.byteCount
    }

    /// Stores everything. What is pending stays so: the transaction may have to be done again.
    func put(_ transaction: inout WriteTransaction, _ databases: IndexDatabases) throws {
        for piece in pieces {
            switch piece {
            case .postings(let rows, let family, let run):
                try put(rows, family, ofRun: run, &transaction, databases.postings)
            case .frame(let frame, let number):
                let key = Frame.key(number, frame.decodedOffset)
                try transaction.put(row: frame.encoded(), under: key, in: databases.frames)
            }
        }
    }

    private func put(
        _ rows: BucketPacker.Rows, _ family: KeyFamily, ofRun run: UInt32, _ transaction: inout WriteTransaction,
        _ postings: Database
    ) throws {
        var start = 0
        for (bucket, end) in rows.buckets {
            let key = PostingKey(run: run, family: family, bucket: bucket).encoded()
            try transaction.put(key.span, rows.bytes.span.extracting(start..<end), in: postings, mode: .append)
            start = end
        }
    }
}
