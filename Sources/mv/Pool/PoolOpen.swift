import Content
import ArgumentParser
import Foundation
import Pool

struct PoolOpen: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Print where the file of a take is, or play it.",
        discussion: """
            EXAMPLES
              mv pool open project.yaml 3f2a91c0
              mv pool open 3f2a91c0 --player
              mpv "$(mv pool open 3f2a91c0)"
            """)

    @Argument(help: PoolWords.help)
    var words: [String]

    @Flag(help: "Open it with the player that the desktop has for videos.")
    var player = false

    @OptionGroup var speech: Speech

    func validate() throws { try PoolWords.check(words) }

    func run() throws {
        let words = try PoolWords(words, for: .reading)
        for take in try words.takes() {
            let path = words.folder.file(of: take)
            guard words.folder.holds(take) else {
                let why = take.archived != nil ? "was archived" : "is gone or cut short"
                throw Refusal(
                    "the file of take \(take.id.prefix(8)) \(why): \(path); "
                        + "'mv build\(words.folder.words)' makes takes again that cost nothing")
            }
            Say.result(path, [("take", .text(take.id)), ("file", .text(path))])
            if player { try play(path) }
        }
    }

    private func play(_ path: String) throws {
        #if os(macOS)
            let opener = "open"
        #else
            let opener = "xdg-open"
        #endif
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        guard let program = folders.map({ "\($0)/\(opener)" }).first(where: FileManager.default.isExecutableFile(atPath:)) else {
            throw Refusal("'\(opener)' is not installed here; open \(path) in a player yourself")
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [path]
        process.standardOutput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw Refusal("'\(opener)' cannot be started: \(FileTrouble.words(error)); open \(path) in a player yourself")
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Refusal("'\(opener)' ended with \(process.terminationStatus); is there a desktop? The file is \(path)")
        }
    }
}
