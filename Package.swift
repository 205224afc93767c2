// swift-tools-version: 6.1
import PackageDescription

/// For the checks of a change. Elsewhere a compiler that knows more warnings than ours still builds the program.
let takesNoWarnings = Context.environment["MV_NO_WARNINGS"] != nil

/// Every target keeps its imports to itself and names what it uses, so that the layers in
/// docs/architecture.md are kept by the compiler.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
] + (takesNoWarnings ? [.unsafeFlags(["-warnings-as-errors"])] : [])

/// What C leaves undefined ends our few lines of it, in every build: a trap is a crash with a place, and anything else may be a wrong film.
let watched: [CSetting] = [
    .unsafeFlags(["-fsanitize=undefined", "-fsanitize-trap=undefined", "-Wall", "-Wextra"] + (takesNoWarnings ? ["-Werror"] : []))
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(name: name + "Tests", dependencies: [.init(stringLiteral: name)] + dependencies, exclude: exclude, swiftSettings: strict)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let http = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
/// For the fake services: a server, and what it hands requests over in.
let server: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdCore", package: "hummingbird"),
    .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
    .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"), .product(name: "Logging", package: "swift-log"),
]
/// For the review page.
let pageServer: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HTTPTypes", package: "swift-http-types"),
    .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOFoundationCompat", package: "swift-nio"), .product(name: "HummingbirdCore", package: "hummingbird"),
    .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
]
let nio: [Target.Dependency] = ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOWebSocket", "NIOFoundationCompat"].map {
    .product(name: $0, package: "swift-nio")
}
let tls = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// Programs that libFuzzer drives, see Scripts/fuzz-parsers; nothing but that can link them.
let fuzzing: [Target] =
    Context.environment["MV_FUZZING"] == nil
    ? []
    : [
        .executableTarget(
            name: "fuzz-parsers",
            dependencies: ["Timebase", "Content", "Web", "Pool", "ProjectFile", "Interchange", "Media", "Generators", "Scorers"],
            path: "Tests/Fuzzing", exclude: ["Seeds"], swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
    ]

let package = Package(
    name: "mv",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "mv", targets: ["mv"]), .executable(name: "mv-worker", targets: ["mv-worker"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // C behind small doors
        .systemLibrary(
            name: "CFFmpeg", pkgConfig: "libavformat libavcodec libavfilter libswscale libswresample libavutil",
            providers: [.apt(["libavformat-dev", "libavcodec-dev", "libavfilter-dev"]), .brew(["ffmpeg"])]),
        .target(name: "CFFmpegShims", dependencies: ["CFFmpeg"], cSettings: watched),
        .target(name: "CFence", cSettings: watched),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

        // layer 0
        library("Timebase"),
        library("Events"),
        // layer 1
        library("Editorial", ["Timebase"]),
        library("Content", [crypto, "CZlib"]),
        library("Interchange", ["Timebase"]),
        // layer 2
        library("Media", ["Timebase", "Editorial", "Content", "CFFmpeg", "CFFmpegShims"]),
        library("Web", ["Content", http, tls, subprocess, system] + nio),
        library("Execution", ["Content", "Events", subprocess, system]),
        library("Cluster", ["Content", "Events", "Editorial", "Execution", subprocess, system]),
        library("Pool", ["Editorial", "Timebase", "Content", grdb]),
        library("ProjectFile", ["Editorial", "Timebase", "Events", "Content", yams]),
        // layer 3: what can be asked of a worker
        library("Recipes", ["Editorial", "Timebase", "Content", "Execution"]),

        // The coordinator's side: no target of it knows libav
        // layer 4
        library("Generators", ["Editorial", "Timebase", "Content", "Events", "Execution", "Recipes", "Web", subprocess, system]),
        library("Scorers", ["Editorial", "Content", "Web", "Generators", subprocess, system]),
        library("Scoring", ["Editorial", "Timebase"]),
        library("Cutting", ["Editorial", "Timebase", "Scoring"]),
        // layer 5
        library(
            "Pipeline",
            [
                "Timebase", "Events", "Editorial", "Content", "Execution", "Recipes", "Web", "Pool", "ProjectFile", "Generators", "Scorers",
                "Scoring", "Cutting", "Interchange", subprocess,
            ]),
        // The page, its files held by the program
        .target(name: "ReviewPage", exclude: ["Page"]),
        library(
            "Review",
            ["Timebase", "Events", "Editorial", "Content", "Execution", "Recipes", "Pool", "Scoring", "Cutting", "Pipeline", "ReviewPage"]
                + pageServer),
        // layer 6
        .executableTarget(
            name: "mv",
            dependencies: [
                "Review",
                "Timebase", "Events", "Editorial", "Content", "Execution", "Recipes", "Pool", "ProjectFile", "Generators", "Scorers",
                "Scoring", "Cutting", "Interchange", "Pipeline", "Cluster", arguments,
            ], swiftSettings: strict),

        // The worker's side: how each recipe is made
        // layer 5
        library("Animatic", ["Editorial", "Timebase", "Content", "Execution", "Recipes", "Media"]),
        library("Music", ["Editorial", "Timebase", "Content", "Execution", "Recipes", "Media", "CFFmpeg"]),
        library("Measuring", ["Editorial", "Timebase", "Content", "Execution", "Recipes", "Scoring", "Media"]),
        library("Rendering", ["Editorial", "Timebase", "Content", "Execution", "Recipes", "Media"]),
        // C2PA manifests, through that project's own library when it is there
        library("Credentials", ["Content", "Execution", "Recipes", "Media", crypto]),
        // What a worker gives up
        library("Fence", ["CFence"]),
        library("Workshop", ["Execution", "Recipes", "Animatic", "Music", "Measuring", "Rendering", "Credentials", "Media", "Fence"]),
        // layer 6
        .executableTarget(
            name: "mv-worker", dependencies: ["Content", "Execution", "Fence", "Media", "Workshop", arguments], swiftSettings: strict),

        // Services of our own to test against: never part of the program
        .target(
            name: "FakeServices", dependencies: ["Timebase", "Media", "Web"] + server + nio, path: "Tests/FakeServices",
            swiftSettings: strict),
        .executableTarget(
            name: "fake-service", dependencies: ["FakeServices", arguments], path: "Tests/FakeServiceCommand", swiftSettings: strict),
        // A worker that misbehaves on demand, and a Slurm cluster of our own
        .target(
            name: "ExecutorsForTests", dependencies: ["Content", "Execution"], path: "Tests/ExecutorsForTests", swiftSettings: strict),
        // Tries what a fence forbids, in a process of its own
        .executableTarget(name: "fence-probe", dependencies: ["Execution", "Fence"], path: "Tests/FenceProbe", swiftSettings: strict),
        // Takes of every kind that tell their own frame numbers
        .target(
            name: "TakesForTests", dependencies: ["Timebase", "CFFmpeg", "CFFmpegShims"], path: "Tests/TakesForTests", swiftSettings: strict),

        tests("Timebase"),
        tests("Events"),
        tests("Editorial", ["Timebase"]),
        tests("Content"),
        tests("Interchange", ["Timebase"], exclude: ["Fixtures"]),
        tests("Fence"),
        tests("Media", ["Timebase", "Editorial", "TakesForTests"]),
        tests("Execution", ["Content", "Events", "ExecutorsForTests"]),
        tests("Cluster", ["Content", "Events", "Editorial", "Execution", "ExecutorsForTests"]),
        tests("Pool", ["Editorial", "Timebase", "Content", grdb]),
        tests("ProjectFile", ["Editorial", "Timebase", "Events", yams]),
        tests("Music", ["Editorial", "Timebase", "Content", "Execution", "Recipes", "Media"]),
        tests("Web", ["Content"] + server + nio + [tls]),
        tests(
            "Generators",
            ["Editorial", "Timebase", "Content", "Events", "Execution", "Recipes", "Workshop", "Media", "Web", "FakeServices"]),
        tests("Scorers", ["Editorial", "Content", "Web", "Generators", "FakeServices"]),
        tests("Animatic", ["Editorial", "Timebase", "Content", "Execution", "Media"]),
        tests("Scoring", ["Editorial", "Timebase", "Content", "Execution", "Recipes", "Measuring", "Media"]),
        tests("Cutting", ["Editorial", "Timebase", "Scoring"]),
        tests("Rendering", ["Editorial", "Timebase", "Content", "Execution", "Recipes", "Media", "CFFmpeg", "TakesForTests"]),
        tests(
            "Pipeline",
            [
                "Timebase", "Events", "Editorial", "Content", "Media", "Execution", "Recipes", "Workshop", "Pool", "ProjectFile",
                "Generators", "Scorers", "Scoring", "Cutting", "FakeServices",
            ]),
        tests(
            "Review",
            [
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"), .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "FakeServices", "TakesForTests", "ExecutorsForTests", "Timebase", "Editorial", "Content", "Media", "ProjectFile", "Generators", "Scorers", "Web", grdb,
                subprocess,
                system,
            ],
            swiftSettings: strict),
    ] + fuzzing
)
