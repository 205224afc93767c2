import ArgumentParser
import Content
import Foundation
import Pipeline
import Pool

struct CutList: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List all versions of the cut, the newest last.",
        discussion: """
            A version is made by every change by hand, and by every build whose cut is another
            than before. None is ever changed or removed.
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @OptionGroup var speech: Speech

    func run() throws {
        let versions = try Pool(readingPath: projectArgument.workspace().pool).cuts()
        if json { return Say.document(try CanonicalJSON.text(versions)) }
        guard !versions.isEmpty else { return Say.result("nothing was cut yet; 'mv build --until cut' makes the first version") }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "yyyy-MM-dd HH:mm"
        Say.result("version  when              clips  by hand  what")
        for version in versions {
            let when = format.string(from: Date(timeIntervalSince1970: Double(version.time) / 1000))
            let hand = version.isRecut ? "\(version.pins) + cuts" : version.pins == 0 ? "" : "\(version.pins)"
            let names = version.names.isEmpty ? "" : "  [" + version.names.joined(separator: ", ") + "]"
            let number = DisplayText.pad("\(version.id)", to: 7, .right)
            let clips = DisplayText.pad("\(version.clips)", to: 5, .right)
            Say.result("\(number)  \(when)  \(clips)  \(DisplayText.pad(hand, to: 8)) \(DisplayText.line(version.what))\(names)")
        }
    }
}
