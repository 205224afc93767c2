import ArgumentParser
import Editorial
import Events
import Pipeline

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read the project file and say everything that is wrong with it.")

    @OptionGroup var projectArgument: ProjectArgument

    func run() throws {
        let session = try Running.session(projectArgument.resolve(), quiet: false)
        let project = session.project
        let takes = project.shots.reduce(0) { $0 + $1.takesInAll }
        print(
            "\(project.title): \(project.shots.count) shots, \(takes) takes asked for, \(project.format.width)×\(project.format.height) at \(project.format.rate) fps; no errors"
        )
    }
}
