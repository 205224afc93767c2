import Content
public import Editorial
import Foundation
import Generators
public import ProjectFile
import Subprocess
import Synchronization
import Web

/// A program of the user's that hears a song: `song.listen.command`. What it printed is kept, by its words, the files among them
/// and the song, and it is asked again only when one of these changes.
public struct OwnEars: Sendable {
    private static let timeout = Duration.seconds(1800)
    private static let mostBytes = 64 << 20

    let command: [String]
    /// Where it runs: the project's folder.
    let folder: String
    /// Where answers are kept.
    let shelf: String
    let song: String

    /// - Parameter hearing: nil where it names no program.
    public init?(_ hearing: HearingSpec, song: String, workspace: Workspace) {
        guard !hearing.listener.isEmpty else { return nil }
        (command, self.song, folder, shelf) = (hearing.listener, song, workspace.folder, workspace.heard)
    }

    /// The answer it gave before, nil if it was not asked.
    public func known() throws -> HeardElsewhere? {
        try FileManager.default.contents(atPath: place()).map { try HeardElsewhere(json: $0, source: "'\(command[0])', which song.listen names") }
    }

    /// - Throws: `BuildError` with what the program wrote when it fails, `SongFileError` when it prints something else.
    public func heard() async throws -> HeardElsewhere {
        if let known = try known() { return known }
        let reader = Reader(most: Self.mostBytes)
        let arguments = command.map { $0.replacing("{song}", with: song) }
        let environment = CommandEnvironment.visible(ProcessInfo.processInfo.environment, naming: [])
        let process = CommandProcess(
            arguments: arguments, folder: folder, input: "/dev/null", environment: environment, timeout: Self.timeout, grace: .seconds(3))
        let status: TerminationStatus?
        do {
            status = try await process.run(reader)
        } catch let error as SubprocessError {
            throw BuildError(.song, "'\(command[0])', which song.listen names, cannot be run: \(error)")
        }
        guard let status else { throw BuildError(.song, "'\(command[0])' heard for half an hour and was ended") }
        guard case .exited(0) = status else {
            let log = reader.log.text(Redactor())
            let ending =
                switch status {
                case .exited(let code): "ended with exit code \(code)"
                case .signaled(let signal): "was ended by signal \(signal)"
                }
            throw BuildError(.song, "'\(command[0])', which song.listen names, \(ending)\(log.isEmpty ? "" : "; it wrote:\n\(log)")")
        }
        let data = Data(reader.json.utf8)
        let answer = try HeardElsewhere(json: data, source: "'\(command[0])', which song.listen names")
        guard answer.beats.count >= 2 else { throw BuildError(.song, "'\(command[0])' heard no beats in the song") }
        try AtomicFile.write(data, to: place())
        return answer
    }

    private func place() throws -> String {
        // A script that was changed hears anew.
        let files = try command.dropFirst().map { $0.hasPrefix("/") ? $0 : folder + "/" + $0 }.filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder) && !isFolder.boolValue
        }.map { try Digest(ofFile: $0).hex }
        let parts = command + files + [try Digest(ofFile: song).hex]
        return shelf + "/" + Digest(of: parts.joined(separator: "\u{0}")).hex + ".json"
    }

    /// Keeps the last document that begins on a line of its own: programs like to say something before it.
    private final class Reader: CommandReader {
        private let state = Mutex((lines: [String](), bytes: 0))
        private let most: Int
        let log = CommandLog()

        init(most: Int) { self.most = most }

        var json: String { state.withLock { $0.lines.joined(separator: "\n") } }

        func standardOutput(_ line: String, isOverwritten: Bool) {
            state.withLock { state in
                if line.hasPrefix("{") { state = ([], 0) }
                guard !state.lines.isEmpty || line.hasPrefix("{"), state.bytes < most else { return }
                state.lines.append(line)
                state.bytes += line.utf8.count
            }
        }

        func standardError(_ line: String, isOverwritten: Bool) { log.add(line, isOverwritten: isOverwritten) }
    }
}
