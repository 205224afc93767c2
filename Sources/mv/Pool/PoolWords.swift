import ArgumentParser
import Pool

/// `[PROJECT] TAKE…` and `[PROJECT] TAKE WORD…`: the words of commands about takes. The first word is the project when it
/// names a file or folder that is there or ends in .yaml or .yml; else the project of the current folder is meant.
struct PoolWords {
    let folder: PoolFolder
    /// All but the project.
    let rest: [String]

    static let help = ArgumentHelp(
        "The project (when not ./project.yaml), then the first digits of one or more takes.", valueName: "project> <take")

    init(_ words: [String], for access: PoolFolder.Access) throws {
        let (project, rest) = Self.split(words)
        self.rest = rest
        folder = try PoolFolder(project: project, for: access)
    }

    /// The project, if one is named, and the other words.
    static func split(_ words: [String]) -> (project: String?, rest: [String]) {
        guard let first = words.first, ProjectArgument.isProject(first) else { return (nil, words) }
        return (first, Array(words.dropFirst()))
    }

    /// Refuses words that name no take.
    static func check(_ words: [String]) throws {
        guard split(words).rest.isEmpty else { return }
        throw ValidationError("name at least one take by the first digits of its id; 'mv pool list' shows them")
    }

    /// The takes that `words` name, each once. Nothing is returned unless all of them are there.
    func takes(_ words: [String]? = nil) throws -> [TakeRecord] {
        let words = words ?? rest
        var seen: Set<String> = []
        return try words.map { try folder.pool.resolve(prefix: $0) }.filter { seen.insert($0.id).inserted }
    }
}
