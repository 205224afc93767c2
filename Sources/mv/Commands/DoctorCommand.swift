import ArgumentParser
import Content
import Editorial
import Execution
import Foundation
import Generators
import Pipeline
import Recipes

struct DoctorCommand: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check this machine: libraries, codecs, processors, disk, a worker; and the pool of a project.",
        discussion: """
            EXAMPLES
              mv doctor
              mv doctor project.yaml
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @OptionGroup var speech: Speech

    func run() throws {
        var problems: [String] = []
        say("mv", "\(MV.configuration.version), \(Running.executable)")
        say("worker", Running.worker.path)
        var missing: [String] = []
        do {
            let about = try Running.worker.about()
            for (name, version) in about.tools.sorted(by: { $0.key < $1.key }) { say(name, version) }
            say("licence", about.licence)
            say("fence", about.fence)
            missing = about.missingCodecs
            say("codecs", (missing.isEmpty ? "all there" : "missing: " + missing.joined(separator: ", ")))
        } catch {
            problems.append("\(error)")
        }
        if missing.contains("libx264") || missing.contains("aac") {
            problems.append("this build of FFmpeg's libraries cannot encode films; install Debian's libavcodec-extra59 or a full build")
        }
        say("processors", "\(Running.processors)")
        say("generators", GeneratorCatalogue.kinds.map(\.kind).joined(separator: ", "))
        say("fonts", "built in")
        say("c2pa", CredentialsLibrary.path() ?? "none, needed for signing alone: pip install c2pa-python")
        for folder in Set([FileManager.default.currentDirectoryPath, NSTemporaryDirectory()]).sorted() {
            let free = (try? FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
            say("disk", "\(ByteCountFormatter.string(fromByteCount: free, countStyle: .file)) free in \(folder)")
            if free < 2_000_000_000 { problems.append("less than 2 GB are free in \(folder); a pool of 700 takes needs about 2 GB") }
        }
        lookAtStore(&problems)
        for (name, value) in try DoctorPool(projectArgument)?.look(&problems) ?? [] { say(name, value) }
        for problem in problems { Say.problem(problem) }
        if !problems.isEmpty { throw ExitCode(Failure.Code.failed.rawValue) }
        Say.result("no problems found")
    }

    /// Of the project in the current folder, where there is one.
    private func lookAtStore(_ problems: inout [String]) {
        guard let file = try? ProjectArgument.resolve(nil) else { return }
        do {
            let store = try Workspace(projectFile: file).store
            let free = Volume.freeBytes(in: store.root).map { ", \(NumberText.bytes($0)) free" } ?? ""
            say("store", store.root + free)
            if Volume.isFolder(store.root), let reason = Volume.trouble(writingIn: store.root) {
                problems.append("nothing can be written in the store \(store.root): \(FileTrouble.words(reason))")
            }
        } catch {
            problems.append("\(error)")
        }
    }

    private func say(_ name: String, _ value: String) {
        Say.result(name + String(repeating: " ", count: max(1, 14 - name.count)) + value, [("name", .text(name)), ("value", .text(value))])
    }
}
