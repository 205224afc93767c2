import ArgumentParser
import Content
import Foundation
import Pipeline
import Recipes
import Timebase

struct VerifyCommand: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check a finished film against its provenance file, and say where a picture comes from.",
        discussion: """
            The provenance file is looked for beside the film, as NAME.provenance.json. What does not hold is said, and the exit code is 1.

            EXAMPLES
              mv verify out/final.mp4
              mv verify out/final.mp4 --at 1:23
              mv verify downloaded.mp4 --provenance final.provenance.json --json
            """)

    @Argument(help: "The film.")
    var film: String

    @Option(help: "Say what is seen at this time of the film, as 1:23 or 83.5.")
    var at: String?

    @Option(help: "The provenance file.")
    var provenance: String?

    @OptionGroup var speech: Speech

    func validate() throws {
        if let at, ClockTime.seconds(at) == nil { throw ValidationError("'\(at)' is no time; write one as 1:23 or 83.5") }
    }

    func run() async throws {
        try FileArgument.check(film, "a film such as out/final.mp4")
        let record = try read()
        let told = try await Aside.run(on: film, preparing: { file, workspace in
            CredentialsRecipe(file: file, library: try CredentialsTool(workspace: workspace).adopted())
        }, use: { output, _ in output })
        let verdict = FilmVerdict(record, film: film, digest: try Digest(ofFile: film), told: told)
        for line in verdict.held { Say.result(line.text, line.fields) }
        for problem in verdict.problems { Say.problem(problem) }
        for note in verdict.notes { Say.note(note) }
        if let at, let seconds = ClockTime.seconds(at) {
            guard let seen = ClipOrigin(record, at: seconds) else {
                throw ValidationError("the film lasts \(ClockTime.text(record.film.seconds)), so nothing is seen at \(at)")
            }
            for line in seen.lines { Say.result(line.text, line.fields) }
        }
        if !verdict.problems.isEmpty { throw ExitCode(Failure.Code.failed.rawValue) }
        let middle = ClockTime.text(record.film.seconds / 2)
        if at == nil { Say.next("'mv verify \(film) --at \(middle)' says what is seen there and where it comes from") }
    }

    private func read() throws -> ProvenanceRecord {
        let stem = (film as NSString).deletingPathExtension
        let places = provenance.map { [$0] } ?? [stem + ".provenance.json", film + ".provenance.json"]
        guard let path = places.first(where: FileManager.default.fileExists(atPath:)) else {
            throw ValidationError(
                "there is no \(places.joined(separator: " and no ")); 'mv build' writes it beside each film, --provenance FILE says where it is")
        }
        do {
            return try ProvenanceRecord(fromFile: path)
        } catch {
            throw ValidationError("\(path) is no provenance file of this program, or damaged; 'mv build' writes it beside each film")
        }
    }
}
