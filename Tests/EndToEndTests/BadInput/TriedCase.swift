import Foundation

/// A case that was tried: in a copy of its project, which is thrown away.
struct TriedCase {
    var ended: Program.Ended
    /// What is not as the case says, in words.
    var faults: [String] = []

    static func run(_ item: BadInputCase) async throws -> TriedCase {
        let prepared = try await PreparedProjects.shared.project(item.start)
        let folder = NSTemporaryDirectory() + "mv-bad-" + UUID().uuidString
        try FileManager.default.copyItem(atPath: prepared.folder, toPath: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let trial = Trial(item: item, folder: folder, prepared: prepared)
        for step in item.steps { try await trial.take(step) }
        let before = try FolderState(folder)
        let ended = try await Program.run(
            trial.words(item.command), in: folder, environment: item.environment.mapValues { $0.map(trial.filled) }, input: item.input, seconds: 120)
        var tried = TriedCase(ended: ended)
        // The folder has another name each time.
        tried.ended.err = ended.err.replacingOccurrences(of: folder, with: "{folder}")
        tried.ended.out = ended.out.replacingOccurrences(of: folder, with: "{folder}")
        tried.faults = trial.faults(ended) + trial.faults(try FolderState(folder).changes(since: before))
        return tried
    }
}

private struct Trial {
    /// What no message may hold: the words of crashes, and of libraries talking to programmers.
    private static let foreign = [
        "Fatal error", "Swift/", "NSCocoa", "Error Domain", "couldn’t be completed", "could not be completed", "Optional(", "DecodingError", "CodingKeys",
        "SQLite error", "GRDB", "Yams", "Errno", "POSIXError", "(null)", "<unknown>", "Stack dump", "debugDescription",
    ]

    /// Which files were looked at, and up to where the pool has sidecars: memories that may be lost at any time, and follow the place of a project.
    private static let memories: Set = [".mv/digests.json", ".mv/takes/reached", ".mv/cut-memory.json", ".mv/takes-memory.json"]

    var item: BadInputCase
    var folder: String
    var prepared: PreparedProject

    func take(_ step: BadInputCase.Step) async throws {
        switch step {
        case .write(let path, let text): try write(path, filled(text))
        case .make(let path, let recipe):
            try MadeFile(folder: folder, take: prepared.path(ofTake:)).make(BadInputCase.plain(filled(path)), filled(recipe))
        case .change(let path, let old, let new):
            let text = try read(path)
            guard text.contains(filled(old)) else { throw MadeFile.Fault(description: "\(path) holds no '\(old)'") }
            try write(path, text.replacingOccurrences(of: filled(old), with: filled(new)))
        case .append(let path, let text): try write(path, read(path) + filled(text))
        case .remove(let path): try FileManager.default.removeItem(atPath: folder + "/" + filled(path))
        case .sql(let path, let text): try PoolContent.change(folder + "/" + path, filled(text))
        case .run(let command):
            let ended = try await Program.run(words(command), in: folder, environment: [:], input: "", seconds: 120)
            guard ended.code == 0 else { throw MadeFile.Fault(description: "'\(command)' ended with \(ended.code): \(ended.err)") }
        }
    }

    func words(_ command: String) -> [String] { CommandWords.split(command).map { BadInputCase.plain(filled($0)) } }

    /// `{folder}`, and of the take in slot 1 `{take1}`, its first digits, `{id1}`, all of them, and `{file1}`, where it lies in the folder.
    func filled(_ text: String) -> String {
        guard text.contains("{") else { return text }
        var text = text.replacingOccurrences(of: "{folder}", with: folder)
        for (index, id) in prepared.takes.enumerated() {
            text = text.replacingOccurrences(of: "{take\(index + 1)}", with: id.prefix(8))
            text = text.replacingOccurrences(of: "{id\(index + 1)}", with: id)
            text = text.replacingOccurrences(of: "{file\(index + 1)}", with: ".mv/store/\(id.prefix(2))/\(id.dropFirst(2)).mp4")
        }
        return text
    }

    private func read(_ path: String) throws -> String { try String(contentsOfFile: folder + "/" + filled(path), encoding: .utf8) }

    private func write(_ path: String, _ text: String) throws {
        let full = folder + "/" + filled(path)
        try FileManager.default.createDirectory(atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: full))
    }

    func faults(_ ended: Program.Ended) -> [String] {
        var faults: [String] = []
        if ended.code != item.exit { faults.append("ended with \(ended.code) instead of \(item.exit)") }
        for words in item.says.map(filled) where !ended.err.contains(words) { faults.append("does not say: \(words)") }
        for words in item.prints.map(filled) where !ended.out.contains(words) { faults.append("does not print: \(words)") }
        let all = ended.err + ended.out
        for words in item.never.map(filled) + Self.foreign where all.contains(words) { faults.append("says or prints: \(words)") }
        // What comes from files and names could move the cursor, colour the terminal or hide a line.
        if all.unicodeScalars.contains(where: { $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t" }) {
            faults.append("a control character in what is said")
        }
        if item.says.isEmpty, item.prints.isEmpty { faults.append("the case says no words that are expected") }
        return faults
    }

    func faults(_ changed: [String]) -> [String] {
        changed.filter { path in !Self.memories.contains(path) && !item.changes.contains { path.hasPrefix(filled($0)) || (filled($0) + "/").hasPrefix(path + "/") } }
            .map { "changed: \($0)" } + item.makes.filter { !changed.contains(filled($0)) }.map { "was not made: \($0)" }
    }
}
