// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

/// A module of ours, with the tests that mirror it.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [], golden: [String] = [])
    -> [Target]
{
    [
        .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings),
        .testTarget(
            name: "\(name)Tests", dependencies: [.target(name: name), "TestSupport"] + dependencies, exclude: golden,
            swiftSettings: settings),
    ]
}

let package = Package(
    name: "cluster",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibSSH2", pkgConfig: "libssh2", providers: [.apt(["libssh2-1-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .executableTarget(
            name: "cluster",
            dependencies: [
                "Addresses", "Deployment", "Fleet", "Inventory", "Lab", "Observation", "Rendering", "SSH", "Status",
                "Terminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "clusterd", dependencies: ["KeepalivedConf", "Linux", "VRRPService"], swiftSettings: settings,
            linkerSettings: [
                // It runs on a host that has nothing of Swift's.
                .unsafeFlags(["-static-executable"]), .unsafeFlags(["-Xlinker", "-s"], .when(configuration: .release)),
            ]),
        .target(
            name: "TestSupport", dependencies: ["Addresses", "Inventory", "Observation", "Rendering"],
            path: "Tests/TestSupport",
            swiftSettings: settings),
        // They start the clusterd that is built beside them; its linker settings are not for a program that has tests.
        .testTarget(
            name: "DaemonTests", dependencies: ["Addresses", "CLinux", "Linux", "Observation"], swiftSettings: settings),
        .testTarget(name: "ScenarioTests", dependencies: ["cluster", "Lab", subprocess], swiftSettings: settings),
    ]
        + module("Addresses")
        + module("Inventory", ["Addresses", "CYAML"])
        + module("KeepalivedConf", ["Addresses"], golden: ["Samples"])
        + module(
            "Rendering",
            [
                "Addresses", "Inventory", .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("templates")], golden: ["Golden"])
        + module("SSH", ["CLibSSH2", subprocess])
        + module("Fleet", ["Addresses", "Inventory", "SSH"])
        + module(
            "Observation", ["Addresses", "Fleet", "Inventory", "Rendering", "SSH"],
            resources: [.embedInCode("observe.sh")],
            golden: ["Fixtures"])
        + module("Status", ["Addresses", "Fleet", "Inventory", "Observation", "Rendering", "SSH", "Terminal"])
        + module(
            "Deployment", ["Addresses", "Fleet", "Inventory", "Observation", "Rendering", "SSH", "Status", "Terminal"],
            resources: [.embedInCode("host")])
        + module("Lab", ["Addresses", "CLinux", "Inventory", subprocess])
        + module("Terminal")
        + module("Linux", ["Addresses", "CLinux"])
        + module("VRRP", ["Addresses"])
        + module("VRRPService", ["Addresses", "CLinux", "KeepalivedConf", "Linux", "VRRP"])
)
