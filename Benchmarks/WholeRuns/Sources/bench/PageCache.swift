import Foundation

/// What the system keeps of files in memory.
enum PageCache {
    /// Reads files, so that runs after this need no disk.
    static func warm(_ files: [URL]) {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        for file in files {
            let descriptor = open(file.path, O_RDONLY)
            guard descriptor >= 0 else { continue }
            while read(descriptor, &buffer, buffer.count) > 0 {}
            close(descriptor)
        }
    }

    /// Holds files in memory, which the system may clear of what nobody has read for some seconds.
    struct Hold {
        private let files: [URL]
        private var renewed: ContinuousClock.Instant?

        init(_ files: [URL]) {
            self.files = files
        }

        /// To be called before whatever needs the files in memory.
        mutating func renew() {
            if let renewed, .now - renewed < .seconds(1) { return }
            PageCache.warm(files)
            renewed = .now
        }
    }

    /// Asks the system to forget files. Needs no rights; pages that a process has mapped stay.
    static func evict(_ files: [URL]) {
        for file in files {
            let descriptor = open(file.path, O_RDONLY)
            guard descriptor >= 0 else { continue }
            // Only what is on disk already can be forgotten.
            fdatasync(descriptor)
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
            close(descriptor)
        }
    }

    /// The share of the files' pages that are in memory.
    static func share(of files: [URL]) -> Double {
        var (present, all) = (0, 0)
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        for file in files {
            let descriptor = open(file.path, O_RDONLY)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            let size = Int(lseek(descriptor, 0, SEEK_END))
            guard size > 0, let map = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), map != MAP_FAILED
            else { continue }
            defer { munmap(map, size) }
            var pages = [UInt8](repeating: 0, count: (size + page - 1) / page)
            guard mincore(map, size, &pages) == 0 else { continue }
            present += pages.count { $0 & 1 == 1 }
            all += pages.count
        }
        return all == 0 ? 0 : Double(present) / Double(all)
    }
}
