// swift-tools-version: 6.1
import PackageDescription

/// Every target keeps its imports to itself and names what it uses, so that the layers in
/// docs/architecture.md are kept by the compiler.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(name: name + "Tests", dependencies: [.init(stringLiteral: name)] + dependencies, swiftSettings: strict)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "mv",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "mv", targets: ["mv"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // C behind two small doors
        .systemLibrary(
            name: "CFFmpeg", pkgConfig: "libavformat libavcodec libavfilter libswscale libswresample libavutil",
            providers: [.apt(["libavformat-dev", "libavcodec-dev", "libavfilter-dev"]), .brew(["ffmpeg"])]),
        .target(name: "CFFmpegShims", dependencies: ["CFFmpeg"]),

        // layer 0
        library("Timebase"),
        library("Events"),
        // layer 1
        library("Editorial", ["Timebase"]),
        library("Content", [crypto]),
        // layer 2
        library("Media", ["Timebase", "CFFmpeg", "CFFmpegShims"]),
        library("Execution", ["Content", "Events", subprocess, system]),
        library("Pool", ["Editorial", "Timebase", "Content", grdb]),
        library("ProjectFile", ["Editorial", "Timebase", "Events", yams]),
        library("Music", ["Editorial", "Timebase", "Content", "Execution", "Media", "CFFmpeg"]),
        // layer 3
        library("Generators", ["Editorial", "Timebase", "Content", "Events", "Execution", "Media", subprocess, system]),
        library("Scoring", ["Editorial", "Timebase", "Content", "Execution", "Media"]),
        library("Cutting", ["Editorial", "Timebase"]),
        library("Rendering", ["Editorial", "Timebase", "Content", "Execution", "Media"]),
        // layer 4
        library(
            "Pipeline",
            [
                "Timebase", "Events", "Editorial", "Content", "Media", "Execution", "Pool", "ProjectFile", "Music", "Generators", "Scoring",
                "Cutting", "Rendering",
            ]),
        // layer 5
        .executableTarget(
            name: "mv",
            dependencies: [
                "Timebase", "Events", "Editorial", "Content", "Media", "Execution", "Pool", "ProjectFile", "Music", "Generators", "Scoring",
                "Cutting", "Rendering", "Pipeline", arguments,
            ], swiftSettings: strict),

        tests("Timebase"),
        tests("Events"),
        tests("Editorial", ["Timebase"]),
        tests("Content"),
        tests("Media", ["Timebase"]),
        tests("Execution", ["Content", "Events"]),
        tests("Pool", ["Editorial", "Timebase", "Content", grdb]),
        tests("ProjectFile", ["Editorial", "Timebase", "Events", yams]),
        tests("Music", ["Editorial", "Timebase", "Content", "Execution", "Media"]),
        tests("Generators", ["Editorial", "Timebase", "Content", "Events", "Execution", "Media"]),
        tests("Scoring", ["Editorial", "Timebase", "Content", "Execution", "Media"]),
        tests("Cutting", ["Editorial", "Timebase"]),
        tests("Rendering", ["Editorial", "Timebase", "Content", "Execution", "Media"]),
        tests(
            "Pipeline",
            [
                "Timebase", "Events", "Editorial", "Content", "Media", "Execution", "Pool", "ProjectFile", "Music", "Generators", "Scoring",
                "Cutting", "Rendering",
            ]),
        .testTarget(
            name: "EndToEndTests", dependencies: ["Timebase", "Editorial", "Content", "Media", "ProjectFile", "Generators", subprocess, system],
            swiftSettings: strict),
    ]
)
