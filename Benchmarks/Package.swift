// swift-tools-version: 6.2

import PackageDescription

func module(_ name: String) -> Target.Dependency {
    .product(name: name, package: "mtatrail")
}

// The plugin that runs it wants its targets in a folder called Benchmarks.
let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "mtatrail", path: ".."),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "Stages",
            dependencies: [
                module("ByteScanning"), module("LMDB"), module("MTALog"), module("Archives"), module("IndexModel"),
                module("LMDBIndex"),
                module("Indexing"), module("Tracing"), module("Printing"), module("SyntheticLogs"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Stages",
            swiftSettings: [
                .treatAllWarnings(as: .error),
                .enableExperimentalFeature("Lifetimes"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("ExistentialAny"),
            ],
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
    ]
)
