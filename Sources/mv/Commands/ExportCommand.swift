public import ArgumentParser
import Content
public import Editorial
import Execution
import Foundation
import Interchange
import Pipeline

struct ExportCommand: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Hand the cut to another editor: its timeline with takes, handles, song and markers.",
        discussion: """
            Makes a folder with the takes as whole clips (conformed to the film's rate and
            size), the song, the timeline for each editor, markers, the film for reference
            and a README that says what to click. 'mv import-cut' brings an edit back.
            docs/interchange.md says what travels and what does not.

            EXAMPLES
              mv export project.yaml                       for all of them, into out/handoff/
              mv export project.yaml --to premiere,resolve
              mv export project.yaml --to kdenlive -o ~/edit --codec prores
              mv export project.yaml --to otio --reference   media stay where they are
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Option(
        help: ArgumentHelp(
            "For which: \(HandOffFormat.allCases.map(\.rawValue).joined(separator: ", ")) or all (but for otioz); several with commas.",
            valueName: "editors"))
    var to = "all"

    @Option(name: .shortAndLong, help: "The folder; out/handoff beside the project when left out.")
    var output: String?

    @Option(help: "What takes are encoded in: h264, prores or dnxhr.")
    var codec: PictureCodec = .h264

    @Option(help: "How many next best takes go with each clip.")
    var alternates = 2

    @Flag(help: "Grades, punch-ins and pushes go into the pictures.")
    var look = false

    @Flag(help: "Write no media: the files name those in the project's store.")
    var reference = false

    @Flag(help: "Copy media instead of linking them.")
    var copy = false

    @Option(help: "How many workers; by default one for each processor.")
    var workers: Int?

    @OptionGroup var speech: Speech

    func validate() throws {
        _ = try formats()
        if let workers, workers < 1 { throw ValidationError("--workers must be 1 or more") }
        guard (0...20).contains(alternates) else { throw ValidationError("--alternates takes 0 to 20") }
        guard [.h264, .prores, .dnxhr].contains(codec) else { throw ValidationError("--codec is h264, prores or dnxhr: editors take these") }
        if reference, copy { throw ValidationError("--reference and --copy exclude each other") }
        if reference, to.contains(HandOffFormat.otioz.rawValue) { throw ValidationError("an otioz has the media in it, so --reference makes no sense with it") }
    }

    private func formats() throws -> [HandOffFormat] {
        var formats: [HandOffFormat] = []
        for word in to.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces).lowercased() }) {
            if word == "all" {
                formats += HandOffFormat.usual
            } else if let format = HandOffFormat(rawValue: word) {
                formats.append(format)
            } else {
                let known = HandOffFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("there is no editor '\(word)' to hand to; there is: \(known), all")
            }
        }
        guard !formats.isEmpty else { throw ValidationError("--to names at least one editor") }
        return HandOffFormat.allCases.filter { formats.contains($0) }
    }

    func run() async throws {
        let session = try Session(
            projectFile: try projectArgument.resolve(), tools: Running.tools,
            events: speech.quiet || speech.json ? TroubleFilter(TerminalReporter()) : TerminalReporter(isVerbose: speech.verbose))
        let settings = HandOffSettings(codec: codec, alternates: alternates, hasLook: look)
        let path = URL(fileURLWithPath: output ?? session.workspace.out + "/handoff").standardizedFileURL.path
        // Before pictures are encoded for it.
        if OrdinaryFile.fault(path) == nil { throw ValidationError("'\(path)' is a file; --output names a folder, which is made") }
        let formats = try formats()
        let media: HandOffFolder.Media = reference ? .referenced : copy ? .copied : .linked
        let written = try await Running.locked(session, Executing(workers: workers), command: "mv export") { executor in
            let stage = try HandOffStage(session: session, executor: executor, settings: settings)
            let ready = try await stage.run()
            return try HandOffFolder(path, ready, cut: stage.cut, session: session, media: media).write(formats)
        }
        Reporters.settle()
        say(written, path)
        if path.contains("%"), formats.contains(.kdenlive) || formats.contains(.shotcut) {
            // MLT takes what follows a % in a path for an escape: melt says "Failed to load".
            Say.warning("there is a '%' in \(DisplayText.line(path)), and MLT, on which Kdenlive and Shotcut rest, opens nothing there; move the folder or use --output")
        }
    }

    private func say(_ written: HandOffFolder.Written, _ path: String) {
        for file in written.files { Say.detail("wrote \(path)/\(file)") }
        for (format, what) in written.leftOut {
            for one in what { Say.note("\(format == "all" ? "no format" : format): \(HandOffFolder.sentence(one))") }
        }
        let many = NumberText.counted(written.mediaFiles, "media file")
        Say.result(
            "\(DisplayText.line(path)): \(many), \(NumberText.bytes(written.bytes))",
            [
                ("file", .text(path)), ("files", .list(written.files.map(JSONText.text))), ("media", .integer(written.mediaFiles)),
                ("bytes", .integer(written.bytes)),
                (
                    "leftOut",
                    .object(written.leftOut.map { format, what in
                        (format, .list(what.map { .object([("what", .text($0.what)), ("frames", .list($0.frames.map { .integer($0) }))]) }))
                    })
                ),
            ])
        Say.next("open \(DisplayText.line(path))/README.txt; 'mv import-cut' brings the edit back")
    }
}

extension PictureCodec: ExpressibleByArgument {}
