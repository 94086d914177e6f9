// swift-tools-version: 6.2
import PackageDescription

/// `make fuzz` builds the fuzzers, and everything under them, with libFuzzer's instrumentation.
let isFuzzing = Context.environment["CLUSTER_FUZZ"] != nil

/// `make` builds the clusterd that goes to the balancers as Embedded Swift: only what is used is in it, without the
/// runtime's metadata and reflection. Then there is nothing in the package but clusterd and what it is made of.
let isEmbedded = Context.environment["CLUSTER_EMBEDDED"] != nil

let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ] + (isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])] : [])
    + (isEmbedded
        ? [.enableExperimentalFeature("Embedded"), .unsafeFlags(["-wmo", "-Xfrontend", "-function-sections"])] : [])

/// For what reads a file or answers a person, where bytes count more than time.
let small = settings + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

/// A module of ours, with the tests that mirror it.
func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [], golden: [String] = [],
    settings own: [SwiftSetting] = settings
) -> [Target] {
    let module = Target.target(name: name, dependencies: dependencies, resources: resources, swiftSettings: own)
    guard !isEmbedded else { return [module] }
    return [
        module,
        .testTarget(
            name: "\(name)Tests", dependencies: [.target(name: name), "TestSupport"] + dependencies, exclude: golden,
            swiftSettings: settings),
    ]
}

/// A fuzzer: feeds bytes of libFuzzer's to a module, and ends with anything that must not be.
func fuzzer(_ name: String, at folder: String, _ dependencies: [Target.Dependency]) -> [Target] {
    guard isFuzzing else { return [] }
    return [
        .executableTarget(
            name: name, dependencies: dependencies, path: "Fuzz/\(folder)", swiftSettings: settings,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
    ]
}

/// The runtime of the balancers, and the modules it is made of. The tests are the same in both ways of building.
let runtime: [Target] =
    [
        .systemLibrary(name: "CLinux"),
        .executableTarget(
            name: "clusterd", dependencies: ["KeepalivedConf", "Linux", "VRRPService"], swiftSettings: small,
            linkerSettings: [
                // It runs on a host that has nothing of Swift's.
                .unsafeFlags(["-static-executable"]),
                // Without symbols, and without the table for unwinding the stack, which Swift does not do.
                .unsafeFlags(
                    ["-Xlinker", "-s", "-Xlinker", "--no-eh-frame-hdr", "-Xlinker", "--icf=all"],
                    .when(configuration: .release)),
                .unsafeFlags(isEmbedded ? ["-enable-experimental-feature", "Embedded", "-wmo"] : []),
            ]),
    ]
    + module("Addresses", ["CLinux"])
    + module("KeepalivedConf", ["Addresses", "CLinux"], golden: ["Samples"], settings: small)
    + module("Linux", ["Addresses", "CLinux"])
    + module("VRRP", ["Addresses"])
    + module("VRRPService", ["Addresses", "CLinux", "KeepalivedConf", "Linux", "VRRP"], settings: small)

/// The operator's command, and all tests.
let everything: [Target] =
    runtime
    + [
        .systemLibrary(name: "CLibSSH2", pkgConfig: "libssh2", providers: [.apt(["libssh2-1-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .executableTarget(
            name: "cluster",
            dependencies: [
                "Addresses", "Deployment", "Fleet", "Inventory", "Lab", "Observation", "Rendering", "SSH", "Status",
                "Terminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        .target(
            name: "TestSupport", dependencies: ["Addresses", "Inventory", "Observation", "Rendering"],
            path: "Tests/TestSupport",
            swiftSettings: settings),
        // They start the clusterd that is built beside them; its linker settings are not for a program that has tests.
        .testTarget(
            name: "DaemonTests", dependencies: ["Addresses", "CLinux", "Linux", "Observation"], swiftSettings: settings),
        .testTarget(name: "ScenarioTests", dependencies: ["cluster", "Lab", subprocess], swiftSettings: settings),
    ]
    + module("Inventory", ["Addresses", "CYAML"])
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
    + fuzzer("VRRPPackets", at: "VRRPPackets", ["Addresses", "VRRP"])
    + fuzzer("KeepalivedConfFuzzer", at: "KeepalivedConf", ["Addresses", "KeepalivedConf"])
    + fuzzer("InventoryFuzzer", at: "Inventory", ["Inventory"])
    + fuzzer("ObservationFuzzer", at: "Observation", ["Observation"])

let package = Package(
    name: "cluster",
    dependencies: isEmbedded
        ? []
        : [
            .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
            .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
            .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
            .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        ],
    targets: isEmbedded ? runtime : everything
)
