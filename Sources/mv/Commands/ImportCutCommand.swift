import ArgumentParser
import Content
import Editorial
import Events
import Foundation
import Interchange
import Pipeline
import Timebase

struct ImportCutCommand: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-cut", abstract: "Bring an edit back from another editor, as a new version of the cut.",
        discussion: """
            Reads \(EditFile.endings.map { "." + $0 }.joined(separator: ", ")). Says clip by clip what was done, then keeps it:
            cuts on the editor's frames, every clip set as by 'mv cut lock'. The version before stays;
            'mv cut undo' goes back to it. 'mv build' encodes what changed.

            EXAMPLES
              mv import-cut project.yaml edit.otio
              mv import-cut project.yaml film.kdenlive --dry-run
              mv import-cut project.yaml edit.xml --add pickups   media from elsewhere become takes of 'pickups'
            """)

    @Argument(help: ArgumentHelp("The project (when not ./project.yaml), then the editor's file.", valueName: "project> <file"))
    var words: [String]

    @Flag(name: .shortAndLong, help: "Only say what changed.")
    var dryRun = false

    @Option(help: ArgumentHelp("Take media that the pool has not in as takes of this shot.", valueName: "shot"))
    var add: String?

    @OptionGroup var speech: Speech

    func validate() throws {
        guard (1...2).contains(words.count) else { throw ValidationError("name the file to bring back, as: mv import-cut project.yaml edit.otio") }
    }

    func run() async throws {
        let file = URL(fileURLWithPath: words[words.count - 1]).standardizedFileURL.path
        let session = try Running.session(try ProjectArgument.resolve(words.count == 2 ? words[0] : nil))
        let project = words.count == 2 ? " " + words[0] : ""
        if let add, session.project.shot(add) == nil {
            let known = session.project.shots.prefix(12).map(\.id).joined(separator: ", ")
            throw ValidationError("there is no shot '\(add)' in the project; its shots are \(known)")
        }
        var desk = try CutDesk(session: session, isLooking: dryRun)
        let rate = desk.cut.timeline.format.rate
        let edit: ReturnedEdit
        do {
            edit = try EditFile.read(file, rate: rate, startFrame: Int(rate.framesPerSecond.rounded) * 3600)
        } catch let error as EditFileError {
            throw Diagnostics([
                Diagnostic(file: file, line: error.line ?? 0, column: error.column ?? 0, error.message, suggestion: error.suggestion)
            ])
        }
        var returned = try desk.returned(edit)
        let difference = try desk.difference(to: returned)
        say(difference, returned)
        let foreign = ForeignMedia.files(of: returned, beside: file)
        if let add, !foreign.isEmpty, !dryRun {
            let shown = returned
            returned = try await Running.locked(session, Executing(workers: 1, kind: .local), command: "mv import-cut") { executor in
                var returned = shown
                _ = try await ForeignMedia(session: session, executor: executor).adopt(&returned, as: add, beside: file)
                return returned
            }
            Say.result("took in \(NumberText.counted(foreign.count, "file")) as takes of '\(add)'", [("files", .list(foreign.map(JSONText.text)))])
        } else if !foreign.isEmpty, add == nil {
            Say.next("'mv import-cut\(project) \(words[words.count - 1]) --add SHOT' takes \(foreign.count == 1 ? "it" : "them") in as takes of a shot of yours")
        }
        guard !dryRun else { return }
        let change = try desk.use(returned, from: (file as NSString).lastPathComponent)
        for warning in change.cut.warnings { Say.warning(warning) }
        Say.result("version \(change.cut.version ?? 0): \(change.what)", [("version", .integer(orNull: change.cut.version.map(Int.init))), ("what", .text(change.what))])
        Say.next("'mv build\(project)' encodes what changed; 'mv cut undo\(project)' takes it back")
    }

    private func say(_ difference: ReturnedDifference, _ returned: ReturnedCut) {
        for change in difference.changes where change.kind != .kept {
            Say.result(
                "\(DisplayText.pad(change.kind.rawValue, to: 9)) frame \(change.frame): \(DisplayText.line(change.words))",
                [("kind", .text(change.kind.rawValue)), ("frame", .integer(change.frame)), ("words", .text(change.words))])
        }
        for one in returned.leftOut { Say.note("not brought back: \(DisplayText.line(one))") }
        Say.result(
            difference.summary,
            [("kinds", .object(ReturnedDifference.Kind.allCases.map { ($0.rawValue, .integer(difference.count($0))) }))])
    }
}
