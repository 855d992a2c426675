import Archives
import IndexModel
import SystemPackage

/// Files whose status does not tell what they hold.
extension IndexPlan {
    /// Looks at what a file holds; nil where it need not be read, or cannot be.
    mutating func probe(_ file: FileWalk.File) -> Draft? {
        do throws(ArchiveError) {
            let probe = try ContentProbe(file.path, windowLimit: windowLimit)
            report.fileBytes += probe.fileBytes
            switch probe.verdict {
            case .empty: report.emptyFiles += 1
            case .unusable(let content): leaveOut(file, content.reason, isNoLog: !content.isUnread)
            case .log: return draft(file, probe)
            }
        } catch {
            leaveOut(file, error.reason, isNoLog: false)
        }
        return nil
    }

    /// Notes that a file is not indexed.
    ///
    /// - Parameter isNoLog: whether it was read and holds no record.
    private mutating func leaveOut(_ file: FileWalk.File, _ reason: String, isNoLog: Bool) {
        // Whoever names a file wants to hear of it.
        let kind: UnreadInput.Kind = isNoLog && !file.isNamed ? .notALog : .unread
        unread.append(UnreadInput(kind, file, reason: reason))
        if kind == .unread {
            report.skipped.append(IndexReport.Notice(path: file.path, reason: reason))
        } else {
            report.notLogs += 1
        }
    }

    private mutating func draft(_ file: FileWalk.File, _ probe: ContentProbe) -> Draft? {
        let evidence = FileEvidence(
            path: file.pathBytes, status: probe.file.status, content: probe.evidence,
            presence: { Presence(of: FilePath(bytes: $0)) })
        switch resolve(evidence) {
        case .unchanged(let place), .secondName(let place), .renamed(let place):
            // It has become so between two looks.
            settled.insert(place)
            report.unchangedFiles += 1
            return nil
        case .grown(let place):
            settled.insert(place)
            report.fileBytes += known[place]?.end.length ?? 0
            return goOn(file, probe, place)
        case .candidates(let candidates): return newDraft(file, probe, unrefuted(candidates, probe))
        case .new, .undecided: return newDraft(file, probe, [])
        }
    }

    /// Leaves out the archives of whose content the end is not where it would be in a plain file. Logs that begin with NULs
    /// all begin alike: each would have to be proven to be none of the others, and wait for it. O(candidates), 64 KiB each.
    ///
    /// One that was not read whole stays: what there is of it may be wrong.
    private mutating func unrefuted(_ candidates: [ArchiveID], _ probe: ContentProbe) -> [ArchiveID] {
        let file = probe.file
        guard file.isReadInPlace, candidates.count > 1 || probe.textFingerprint != .none else { return candidates }
        return candidates.filter { id in
            guard let entry = known[id], entry.isWhole, entry.content.rest.length > 0,
                entry.provenLength <= UInt64(file.bytes.count)
            else { return true }
            report.fileBytes += entry.content.rest.length
            return file.fingerprint(of: Int(entry.content.leaves.length)..<Int(entry.provenLength))
                == entry.content.rest
        }
    }

    private func newDraft(_ file: FileWalk.File, _ probe: ContentProbe, _ candidates: [ArchiveID]) -> Draft {
        let location = ArchiveLocation(probe.file, path: file.pathBytes, frames: FrameSetID(0))
        var draft = Draft(kind: .read(candidates: candidates), location: location, head: probe.fingerprint())
        draft.text = probe.textFingerprint
        return draft
    }

    private mutating func goOn(_ file: FileWalk.File, _ probe: ContentProbe, _ place: KnownArchives.Place) -> Draft? {
        guard let entry = known[place.id], var location = known[place] else { return nil }
        location.path = file.pathBytes
        location.status = probe.file.status
        location.isPresent = true
        return Draft(
            kind: .goOn(place), location: location, head: probe.fingerprint(), appended: appended(to: entry, probe.file)
        )
    }

    /// The archives that seem to have been appended to a plain file since it was indexed, one behind the other.
    private mutating func appended(to entry: ArchiveEntry, _ file: ArchiveFile) -> [AppendedArchive] {
        guard file.isReadInPlace, entry.isWhole else { return [] }
        var appended: [AppendedArchive] = []
        var offset = Int(entry.indexedLength)
        while offset < file.bytes.count {
            let count = min(ContentProbe.headLength, file.bytes.count - offset)
            let start = offset
            let candidates = known.archives(
                beginningAs: (UInt64(count), { file.fingerprint(of: start..<start + min(count, Int($0))) }))
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

extension ContentProbe {
    /// What of it tells which archive the file holds.
    fileprivate var evidence: ContentEvidence {
        ContentEvidence(
            codec: file.codec.rawValue, headLength: UInt64(head.count), head: { fingerprint(length: $0) },
            end: { file.endFingerprint(ofFirst: $0) }, decodedLength: file.isReadInPlace ? file.status.size : nil)
    }
}

extension ArchiveFile {
    /// The fingerprint of the last bytes of the first `size` ones, as stored.
    func endFingerprint(ofFirst size: UInt64) -> Fingerprint {
        let end = min(Int(clamping: size), bytes.count)
        return fingerprint(of: max(0, end - ContentProbe.headLength)..<end)
    }
}

extension UnreadInput {
    /// - Parameter file: its status is kept, so that it need not be looked at again as long as it stays so.
    init(_ kind: Kind, _ file: FileWalk.File, reason: String) {
        self.init(kind, path: file.pathBytes, reason: reason)
        size = file.status.size
        modificationTime = file.status.modificationTime
        changeTime = file.status.changeTime
        inode = file.status.inode
        device = file.status.device
    }

    /// The status that it had.
    var status: FileStatus {
        FileStatus(
            size: size, modificationTime: modificationTime, changeTime: changeTime, inode: inode, device: device)
    }
}
