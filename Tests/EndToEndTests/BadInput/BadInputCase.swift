/// One input that is wrong, or looks it, and what the program has to say of it. `Tests/BadInput/README.md` tells how cases are written.
struct BadInputCase: Sendable, CustomStringConvertible {
    /// What is done to the prepared project before the program runs.
    enum Step: Sendable {
        case write(path: String, text: String)
        case make(path: String, recipe: String)
        case change(path: String, old: String, new: String)
        case append(path: String, text: String)
        case remove(path: String)
        case sql(path: String, text: String)
        /// A run of the program that has to end with 0.
        case run(String)
    }

    var family: String
    var line: Int
    var name: String
    var start = "tiny"
    var steps: [Step] = []
    var command = "check project.yaml"
    var exit: Int32 = 2
    /// Words on standard error.
    var says: [String] = []
    /// Words on standard output.
    var prints: [String] = []
    /// Words that stand nowhere.
    var never: [String] = []
    /// Beginnings of paths that may have changed.
    var changes: [String] = []
    /// Files that have to be there afterwards.
    var makes: [String] = []
    var environment: [String: String?] = [:]
    var input = ""

    var description: String { "\(family).cases:\(line) \(name)" }
}
