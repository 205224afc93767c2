import ArgumentParser
import Pipeline
import Pool

struct RequestsCancel: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Ask services to stop what they have not finished. Says honestly what each did.")

    @Argument(help: RequestWords.help)
    var words: [String] = []

    @Flag(help: "All that are with a service.")
    var all = false

    @OptionGroup var speech: Speech

    func validate() throws {
        let count = RequestWords(words).prefixes.count
        if all == (count > 0) { throw ValidationError("name requests, or give --all; 'mv requests list' shows them") }
    }

    func run() async throws {
        let words = RequestWords(words)
        let file = try ProjectArgument.resolve(words.project)
        let session = try Running.session(file)
        let pool = try session.openPool()
        let records = try all ? pool.requests(states: [.submitted, .running, .collecting]) : words.records(pool)
        if records.isEmpty { return Say.note("nothing is with a service") }
        let requests = OpenRequests(session: session, pool: pool)
        var going = 0
        for record in records {
            do {
                let outcome = try await requests.cancel(record)
                Say.result(outcome.words, [("request", .text(record.id)), ("ended", .boolean(outcome.ended))])
                going += outcome.ended ? 0 : 1
            } catch let refused as OpenRequests.Refused {
                Failure.say("error: \(refused)")
                Say.result("\(refused)", [("request", .text(record.id)), ("ended", .boolean(false))], isSaid: true)
                going += 1
            }
        }
        if going > 0 { throw ExitCode(Failure.Code.incomplete.rawValue) }
    }
}
