import ArgumentParser
import Execution
import Pipeline
import Pool

struct RequestsResolve: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Settle requests that may or may not have reached their service.",
        discussion: """
            Without more it looks at the service. Where that cannot tell, you can: look at the service's
            own page or bill, then say what holds.
            """)

    @Argument(help: RequestWords.help)
    var words: [String] = []

    @Flag(help: "All that are in doubt.")
    var all = false

    @Option(help: "It is there: its id at the service.")
    var `is`: String?

    @Flag(help: "It is not there: ask again with the next build. If it was there after all, it is paid twice.")
    var askAgain = false

    @Flag(help: "Leave it: neither wait for it nor ask again.")
    var giveUp = false

    @Flag(help: "With --give-up: count what it may have cost as spent.")
    var charged = false

    @OptionGroup var speech: Speech

    func validate() throws {
        let count = RequestWords(words).prefixes.count
        if all, count > 0 { throw ValidationError("name requests or give --all, not both") }
        if !all, count == 0 { throw ValidationError("name a request, or give --all; 'mv requests list' shows what is in doubt") }
        if [`is` != nil, askAgain, giveUp].count(where: { $0 }) > 1 {
            throw ValidationError("give one of --is, --ask-again and --give-up")
        }
        if `is` != nil, all || count > 1 { throw ValidationError("--is names one request's id, so give one request") }
        if charged, !giveUp { throw ValidationError("--charged goes with --give-up") }
    }

    func run() async throws {
        let words = RequestWords(words)
        let file = try ProjectArgument.resolve(words.project)
        let session = try Running.session(file)
        let lock = try BuildLock(path: session.workspace.lock, command: "mv requests resolve")
        defer { lock.release() }
        let pool = try session.openPool()
        let records = try all ? pool.requests(states: [.ambiguous, .submitting]) : words.records(pool)
        if records.isEmpty { return Say.note("nothing is in doubt") }
        let requests = OpenRequests(session: session, pool: pool)
        var unsettled = 0
        for record in records where try isInDoubt(record, pool) {
            if let id = `is` {
                say(record, try requests.attach(record, as: id))
            } else if askAgain {
                say(record, try requests.askAgain(record))
            } else if giveUp {
                say(record, try requests.giveUp(record, charged: charged))
            } else {
                let found = try await requests.find(record)
                say(record, found.words, settled: found.settled)
                unsettled += found.settled ? 0 : 1
            }
        }
        if unsettled > 0 { throw ExitCode(Failure.Code.incomplete.rawValue) }
    }

    private func say(_ record: RequestRecord, _ words: String, settled: Bool = true) {
        Say.result(words, [("request", .text(record.id)), ("settled", .boolean(settled))])
    }

    /// A local generator's `submitting` is work that the next build goes on with.
    private func isInDoubt(_ record: RequestRecord, _ pool: Pool) throws -> Bool {
        if record.state == .ambiguous || record.state == .submitting { return true }
        throw Refusal("request \(record.id.prefix(8)) is \(record.state.rawValue), so there is nothing to settle about it")
    }
}
