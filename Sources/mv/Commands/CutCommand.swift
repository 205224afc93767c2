import ArgumentParser
import Content
import Editorial
import Pipeline
import Timebase

struct CutCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "cut", abstract: "List the cut: slot by slot, what is shown when.")

    @OptionGroup var projectArgument: ProjectArgument

    @Flag(help: "Everything, as JSON: slots, clips, selection with reasons, beats.")
    var json = false

    func run() throws {
        let session = try Running.session(projectArgument.resolve())
        let cut = try Explanation(session: session).cut()
        if json { return print(try CanonicalJSON.text(cut)) }
        let width = max(4, cut.timeline.clips.map(\.shot.count).max() ?? 4)
        print("slot  start     length  bar.beat  section   \(pad("shot", width))  take      in")
        for clip in cut.timeline.clips {
            guard let slot = cut.slots.first(where: { $0.number == clip.slot }) else { continue }
            let section = slot.section + (slot.role.map { " " + $0 } ?? "")
            print(
                "\(pad("\(slot.number)", 4, right: true))  \(ClockTime.text(slot.start))  \(pad("\(clip.record.count)", 4, right: true)) f  "
                    + "\(pad("\(slot.bar).\(slot.beat)", 8))  \(pad(section, 8))  \(pad(clip.shot, width))  \(clip.take.prefix(8))  "
                    + "\(clip.source.start)\(clip.speed == Rational(1) ? "" : " slowed")")
        }
        for warning in cut.warnings { Failure.say("warning: \(warning)") }
    }

    private func pad(_ text: String, _ width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return right ? blanks + text : text + blanks
    }
}
