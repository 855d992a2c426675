import Foundation
import Indexing
import SystemPackage
import TestSupport
import Testing

/// A packed file is as the original was, or the original stays.
@Suite struct PackAttributesTests {
    private static let list = "system.posix_acl_access"
    private static let defaultList = "system.posix_acl_default"
    private static let nobody: UInt32 = 65534

    @Test(arguments: [Packaging.plain, .zstd1]) func `Extended attributes are kept`(packaging: Packaging) throws {
        try Site.with { site in
            let name = "mail.log\(packaging.fileExtension)"
            try site.write(packaging.pack(records(0..<100)), name)
            let value = Array("a value".utf8)
            // Where there are none, none can be lost.
            guard setExtendedAttribute("user.owner", value, of: site.path(name)) else { return }
            _ = setExtendedAttribute("security.mark", [1, 2, 3], of: site.path(name))
            let mark = extendedAttribute("security.mark", of: site.path(name))
            #expect(try site.pack().packed.count == 1)
            #expect(extendedAttribute("user.owner", of: site.path("mail.log.zst")) == value)
            #expect(extendedAttribute("security.mark", of: site.path("mail.log.zst")) == mark)
        }
    }

    /// What `ls` shows as the group's permissions is the mask of the list.
    @Test func `An access control list is kept and the group gains nothing`() throws {
        try Site.with { site in
            try site.write(records(0..<100), "mail.log")
            let list = accessControlList(owner: 6, user: (Self.nobody, 4), group: 0, mask: 4, others: 0)
            guard setExtendedAttribute(Self.list, list, of: site.path("mail.log")) else { return }
            #expect(try mode("mail.log", site) == 0o640)
            #expect(try site.pack().packed.count == 1)
            #expect(extendedAttribute(Self.list, of: site.path("mail.log.zst")) == list)
            #expect(try mode("mail.log.zst", site) == 0o640)
        }
    }

    @Test func `A directory's own list for new files is not given to a packed one`() throws {
        try Site.with { site in
            try site.write(records(0..<100), "mail.log")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o640], ofItemAtPath: site.path("mail.log").string)
            let list = accessControlList(owner: 7, user: (Self.nobody, 7), group: 5, mask: 7, others: 5)
            guard setExtendedAttribute(Self.defaultList, list, of: site.logs) else { return }
            #expect(try site.pack().packed.count == 1)
            #expect(extendedAttribute(Self.list, of: site.path("mail.log.zst")) == nil)
            #expect(try mode("mail.log.zst", site) == 0o640)
        }
    }

    @Test func `Where an attribute cannot be kept the original stays and is named`() throws {
        try Site.with { site in
            // A file system in memory knows no attributes of users, or not in every kernel.
            let other = FilePath("/dev/shm/mtatrail-\(UUID().uuidString)")
            try FileManager.default.createDirectory(atPath: other.string, withIntermediateDirectories: false)
            defer { try? FileManager.default.removeItem(atPath: other.string) }
            try write([1], to: other.appending("x"))
            try site.write(records(0..<100), "mail.log")
            guard setExtendedAttribute("user.owner", [1], of: site.path("mail.log")),
                !setExtendedAttribute("user.owner", [1], of: other.appending("x"))
            else { return }
            let report = try site.pack { $0.output = other }
            #expect(report.packed.isEmpty && report.skipped.count == 1)
            #expect(report.skipped.first?.reason.contains("cannot keep the extended attribute user.owner") == true)
            #expect(try site.names() == ["mail.log"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: other.string) == ["x"])
        }
    }

    private func mode(_ name: String, _ site: Site) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: site.path(name).string)
        return attributes[.posixPermissions] as? Int
    }
}
