// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableExperimentalFeature("Lifetimes"),
    .enableExperimentalFeature("SuppressedAssociatedTypes"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
]

/// One file to copy to any mail host, and a start without a dynamic loader.
let staticProgram: [LinkerSetting] = [
    .unsafeFlags(
        ["-static-executable", "-l_FoundationCollections", "-l_FoundationCShims"],
        .when(platforms: [.linux], configuration: .release))
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, swiftSettings: strict, linkerSettings: staticProgram)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies + ["TestSupport"], swiftSettings: strict)
}

func systemLibrary(_ name: String, pkgConfig: String? = nil, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "mtatrail",
    products: [
        .executable(name: "mtatrail", targets: ["mtatrail"]),
        .executable(name: "synthlog", targets: ["synthlog"]),
        // For the nested packages: fuzzing and benchmarks.
        .library(name: "MTALog", targets: ["MTALog"]),
        .library(name: "ByteScanning", targets: ["ByteScanning"]),
        .library(name: "LMDB", targets: ["LMDB"]),
        .library(name: "Archives", targets: ["Archives"]),
        .library(name: "IndexModel", targets: ["IndexModel"]),
        .library(name: "LMDBIndex", targets: ["LMDBIndex"]),
        .library(name: "Indexing", targets: ["Indexing"]),
        .library(name: "Tracing", targets: ["Tracing"]),
        .library(name: "Printing", targets: ["Printing"]),
        .library(name: "SyntheticLogs", targets: ["SyntheticLogs"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        systemLibrary("CLMDB", pkgConfig: "lmdb", apt: "liblmdb-dev"),
        systemLibrary("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev"),
        systemLibrary("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        systemLibrary("CLZMA", pkgConfig: "liblzma", apt: "liblzma-dev"),
        // Debian has no description of it for pkg-config: the compiler finds it without.
        systemLibrary("CBzip2", apt: "libbz2-dev"),
        systemLibrary("CDeflate", pkgConfig: "libdeflate", apt: "libdeflate-dev"),
        systemLibrary("CXXHash", pkgConfig: "libxxhash", apt: "libxxhash-dev"),
        .target(name: "CByteMask"),
        .target(name: "CDeflateBlock"),
        .target(name: "CFaultGuard"),
        .target(name: "CFileSystem"),
        .target(name: "CLeafHash", dependencies: ["CXXHash"]),
        .target(name: "CMapFault"),
        .target(name: "CThreadOrder"),

        library("Threads", ["CThreadOrder"]),
        library("ByteScanning", ["CByteMask", "CXXHash"]),
        library("LMDB", ["CFileSystem", "CLMDB", "CMapFault", "Threads", systemPackage]),
        library("MTALog", ["ByteScanning"]),
        library(
            "Archives",
            [
                "ByteScanning", "CDeflateBlock", "CFaultGuard", "CFileSystem", "CLeafHash", "CZstd", "CZlib",
                "CDeflate", "CLZMA", "CBzip2", "CXXHash", "Threads", systemPackage,
            ]),
        library("IndexModel", ["ByteScanning", "Archives", systemPackage]),
        library("LMDBIndex", ["ByteScanning", "Archives", "IndexModel", "LMDB", "Threads", systemPackage]),
        library("Indexing", ["ByteScanning", "MTALog", "Archives", "IndexModel", "Threads", systemPackage]),
        library("Tracing", ["ByteScanning", "MTALog", "Archives", "IndexModel", systemPackage]),
        library("Printing", ["ByteScanning", "MTALog", "Archives", "IndexModel", "Tracing", systemPackage]),
        library("SyntheticLogs", []),
        program(
            "mtatrail",
            [
                "Indexing", "Tracing", "Printing", "MTALog", "Archives", "IndexModel", "LMDBIndex", "Threads",
                systemPackage, argumentParser,
            ]),
        program("synthlog", ["SyntheticLogs", systemPackage, argumentParser]),

        .target(
            name: "TestSupport",
            dependencies: [
                "SyntheticLogs", "IndexModel", "Archives", "ByteScanning", "CFileSystem", "CZstd", "CZlib", "CLZMA",
                "CBzip2", systemPackage,
            ],
            path: "Tests/TestSupport", swiftSettings: strict),
        tests("ByteScanning", ["CByteMask", "ByteScanning"]),
        tests("LMDB", ["LMDB", "Threads", systemPackage]),
        tests("MTALog", ["MTALog", "SyntheticLogs"]),
        tests("Archives", ["CDeflateBlock", "Archives", "Threads", systemPackage]),
        tests(
            "IndexModel",
            [
                "IndexModel", "LMDBIndex", "LMDB", "Indexing", "Tracing", "Archives", "MTALog", "ByteScanning",
                "SyntheticLogs", systemPackage,
            ]),
        tests("LMDBIndex", ["Archives", "IndexModel", "LMDBIndex", "LMDB", systemPackage]),
        tests(
            "Indexing",
            [
                "Indexing", "Tracing", "Archives", "IndexModel", "LMDBIndex", "LMDB", "MTALog", "ByteScanning",
                "SyntheticLogs", "Threads", systemPackage,
            ]),
        tests(
            "Tracing",
            [
                "Tracing", "Indexing", "Printing", "Archives", "IndexModel", "LMDBIndex", "MTALog", "ByteScanning",
                "SyntheticLogs",
                systemPackage,
            ]),
        tests("Printing", ["Printing", "Tracing", "IndexModel", "MTALog", "SyntheticLogs", systemPackage]),
        tests("SyntheticLogs", ["SyntheticLogs"]),
        tests("EndToEnd", ["SyntheticLogs", "mtatrail", "synthlog", systemPackage]),
    ]
)
