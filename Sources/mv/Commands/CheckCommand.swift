import ArgumentParser
import Editorial
import Events
import Pipeline
import Timebase

struct CheckCommand: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read the project file and say everything that is wrong with it.")

    @OptionGroup var projectArgument: ProjectArgument

    @OptionGroup var speech: Speech

    func run() throws {
        let session = try Running.session(projectArgument.resolve(), quiet: false)
        let project = session.project
        let takes = project.shots.reduce(0) { $0 + $1.takesInAll }
        Say.result(
            "\(project.title): \(NumberText.counted(project.shots.count, "shot")), \(NumberText.counted(takes, "take")) asked for, \(project.format.width)×\(project.format.height) at \(project.format.rate) fps; no errors",
            [
                ("title", .text(project.title)), ("shots", .integer(project.shots.count)), ("takes", .integer(takes)),
                ("width", .integer(project.format.width)), ("height", .integer(project.format.height)),
                ("rate", .text(project.format.rate.description)),
            ])
    }
}
