import ArgumentParser
import Execution
import Pipeline
import Pool

struct RequestsRetry: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Plan requests again that failed or were cancelled at a service; the next build asks for them.",
        discussion: "A prompt that was refused for its content is only sent again with --refused: change its words instead.")

    @Argument(help: RequestWords.help)
    var words: [String] = []

    @Flag(help: "All that failed.")
    var failed = false

    @Flag(help: "All that were refused for their content, unchanged.")
    var refused = false

    @Flag(help: "All that were cancelled.")
    var cancelled = false

    @OptionGroup var speech: Speech

    func validate() throws {
        let count = RequestWords(words).prefixes.count
        if (failed || refused || cancelled) == (count > 0) {
            throw ValidationError("name requests, or give --failed, --cancelled or --refused; 'mv requests list' shows them")
        }
    }

    func run() throws {
        let words = RequestWords(words)
        let file = try ProjectArgument.resolve(words.project)
        let session = try Running.session(file)
        let lock = try BuildLock(path: session.workspace.lock, command: "mv requests retry")
        defer { lock.release() }
        let pool = try session.openPool()
        var states: Set<RequestState> = []
        if failed { states.insert(.failed) }
        if refused { states.insert(.refused) }
        if cancelled { states.insert(.cancelled) }
        let records = try states.isEmpty ? words.records(pool) : pool.requests(states: states)
        let requests = OpenRequests(session: session, pool: pool)
        for record in records {
            guard [.failed, .refused, .cancelled].contains(record.state) else {
                throw Refusal(
                    "request \(record.id.prefix(8)) is \(record.state.rawValue); only one that failed, was refused or cancelled is tried again"
                )
            }
            _ = try requests.askAgain(record)
        }
        Say.result(
            records.isEmpty
                ? "no requests to try again" : "\(NumberText.counted(records.count, "request")) planned again; the next build asks for them"
        )
    }
}
