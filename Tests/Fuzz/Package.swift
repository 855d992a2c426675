// swift-tools-version: 6.2

import PackageDescription

// Built by `make fuzz`, which adds the sanitizers: libFuzzer's own entry point is called from ours.
let package = Package(
    name: "Fuzz",
    dependencies: [.package(name: "mtatrail", path: "../..")],
    targets: [
        .executableTarget(
            name: "RecordFuzzer",
            dependencies: [
                .product(name: "MTALog", package: "mtatrail"), .product(name: "Printing", package: "mtatrail"),
            ])
    ]
)
