// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
]

// Runs the programs and needs none of their modules, so that it is soon built. Foundation may be used: it is no part
// of the program.
let package = Package(
    name: "WholeRuns",
    dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")],
    targets: [
        .target(name: "Figures", swiftSettings: strict),
        .executableTarget(
            name: "bench",
            dependencies: ["Figures", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            exclude: ["load-sqlite.py"], swiftSettings: strict),
        .testTarget(name: "FiguresTests", dependencies: ["Figures"], swiftSettings: strict),
    ]
)
