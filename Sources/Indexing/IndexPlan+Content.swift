import Archives
import LogIndex
import SystemPackage

/// Files whose status says nothing: what they hold is told by how they begin, and how what was known of them ended.
extension IndexPlan {
    /// Looks at a file's beginning; nil where it need not be read, or cannot be.
    mutating func probe(_ file: FileWalk.File) -> Draft? {
        do throws(ArchiveError) {
            let probe = try ContentProbe(file.path)
            report.fileBytes += probe.fileBytes
            switch probe.verdict {
            case .empty: report.emptyFiles += 1
            case .unusable(let reason): report.skipped.append(IndexReport.Notice(path: file.path, reason: reason))
            case .log: return draft(probe)
            }
        } catch {
            report.skipped.append(IndexReport.Notice(path: file.path, reason: error.reason))
        }
        return nil
    }

    private mutating func draft(_ probe: ContentProbe) -> Draft? {
        for place in known.places(of: probe.file) where !settled.contains(place) {
            guard let entry = known[place.id], let location = known[place],
                stillHolds(probe, entry, location)
            else { continue }
            settled.insert(place)
            return goOn(probe, place, entry)
        }
        var candidates = archives(beginningAs: probe)
        if probe.file.codec == .plain { candidates.removeAll { $0.provenLength > probe.file.status.size } }
        return Draft(
            kind: .read(candidates: candidates.map(\.id)), location: ArchiveLocation(probe.file, frames: ArchiveID(0)),
            head: probe.print())
    }

    /// Whether a file begins as the archive does, and still has at the same place what stood at its end: what was
    /// stored there is there, and more may have come behind it. A file that was written to and has not grown may have
    /// been changed anywhere: that takes a proof.
    private mutating func stillHolds(
        _ probe: ContentProbe, _ entry: ArchiveEntry, _ location: ArchiveLocation
    ) -> Bool {
        let file = probe.file
        let (old, new) = (location.status, file.status)
        guard entry.holdsAll(location), location.codec == file.codec.rawValue,
            old.size < new.size || old.size == new.size && old.modificationTime == new.modificationTime,
            location.end.length > 0, location.end.length <= location.size,
            probe.print(length: entry.head.length) == entry.head
        else { return false }
        report.fileBytes += location.end.length
        return file.endPrint(ofFirst: location.size) == location.end
    }

    private mutating func goOn(_ probe: ContentProbe, _ place: KnownArchives.Place, _ entry: ArchiveEntry) -> Draft? {
        guard var location = known[place] else { return nil }
        let hasGrown = location.size < probe.file.status.size
        location.path = probe.file.path.string
        location.status = probe.file.status
        if hasGrown {
            return Draft(
                kind: .goOn(place), location: location, head: probe.print(),
                appended: appended(to: entry, probe.file))
        }
        // Put back, or moved here from another disk, with its time.
        known[place] = location
        changed.insert(place.id)
        report.unchangedFiles += 1
        goOnIfUnfinished(place)
        return nil
    }

    private mutating func archives(beginningAs probe: ContentProbe) -> [ArchiveEntry] {
        known.archives(beginningAs: (UInt64(probe.head.count), { probe.print(length: $0) }))
    }

    /// The archives that seem to have been appended to a plain file since it was indexed, one behind the other.
    private mutating func appended(to entry: ArchiveEntry, _ file: ArchiveFile) -> [AppendedArchive] {
        guard file.codec == .plain, entry.problem == nil else { return [] }
        var appended: [AppendedArchive] = []
        var offset = Int(entry.indexedLength)
        while offset < file.bytes.count {
            let count = min(ContentProbe.headLength, file.bytes.count - offset)
            let start = offset
            let candidates = known.archives(
                beginningAs: (UInt64(count), { file.print(of: start..<start + min(count, Int($0))) }))
            let fitting = candidates.filter { candidate in
                candidate.id != entry.id && candidate.provenLength <= UInt64(file.bytes.count - start)
                    && candidate.provenLength == candidate.indexedLength
            }
            guard let next = fitting.max(by: { $0.provenLength < $1.provenLength }) else { break }
            appended.append(AppendedArchive(next, at: offset))
            offset += Int(next.provenLength)
        }
        return appended
    }
}

extension ArchiveFile {
    /// The fingerprint of the last bytes of the first `size` ones, as stored.
    func endPrint(ofFirst size: UInt64) -> ContentPrint {
        let end = min(Int(clamping: size), bytes.count)
        return print(of: max(0, end - ContentProbe.headLength)..<end)
    }
}
