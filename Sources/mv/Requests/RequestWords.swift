import ArgumentParser
import Pool

/// A project, which may be left out, and requests by the first digits of their ids.
struct RequestWords {
    static let help: ArgumentHelp = "The project file, which may be left out, and requests by the first digits of their ids."

    let project: String?
    let prefixes: [String]

    init(_ words: [String]) {
        let isProject = words.first.map(ProjectArgument.isProject) ?? false
        project = isProject ? words[0] : nil
        prefixes = isProject ? Array(words.dropFirst()) : words
    }

    func records(_ pool: Pool) throws -> [RequestRecord] { try prefixes.map { try pool.request(prefix: $0) } }
}
