import ArgumentParser
import Content
import Cutting
import Editorial
import Pipeline
import Pool

struct CutDiff: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Say what differs between two versions of the cut.",
        discussion: """
            EXAMPLES
              mv cut diff project.yaml               the newest against the one before it
              mv cut diff project.yaml 4             the newest against version 4
              mv cut diff project.yaml 4 "for the label"
            """)

    @Argument(
        help: ArgumentHelp(
            "The project (when not ./project.yaml), then none, one or two versions by number or name.", valueName: "project> <version"))
    var words: [String] = []

    @OptionGroup var speech: Speech

    func validate() throws { try CutWords.check(words, 0...2, "at most two versions") }

    func run() throws {
        let words = try CutWords(words, isLooking: true)
        let desk = words.desk
        let after = try words.rest.count == 2 ? desk.version(words.rest[1]) : desk.newest()
        let before = try words.rest.first.map { try desk.version($0) } ?? desk.before(after)
        let difference = CutDifference(from: (before.slots, before.timeline.clips), to: (after.slots, after.timeline.clips))
        if json { return Say.document(try CanonicalJSON.text(difference)) }
        Say.result("from version \(before.id) to version \(after.id): \(difference.summary)")
        for line in CutDiffText.lines(difference) { Say.result(line) }
    }
}
