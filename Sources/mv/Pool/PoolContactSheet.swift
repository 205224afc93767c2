import ArgumentParser
import Content
import Editorial
import Execution
import Foundation
import Pipeline
import Pool

struct PoolContactSheet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet", abstract: "A contact sheet: a page with a picture of every take, best first, and the reason under each.",
        discussion: """
            Takes are in the order of today's selection, as 'mv select' gives it. The page
            is one file without scripts, for any browser; pictures are made by workers.

            EXAMPLES
              mv pool sheet project.yaml
              mv pool sheet --shot window -o window.html
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Option(help: "Only takes of this shot; may be given several times.")
    var shot: [String] = []

    @Option(name: .shortAndLong, help: "The file; out/sheet.html beside the project when left out.")
    var output: String?

    func run() async throws {
        let file = try projectArgument.resolve()
        let session = try Running.session(file)
        let folder = try PoolFolder(project: projectArgument.project, for: .reading)
        if let unknown = shot.first(where: { session.project.shot($0) == nil }) {
            throw ValidationError("there is no shot '\(unknown)' in the project")
        }
        let choosing = try Choosing(session: session)
        let selection = choosing.selection(choosing.project)
        let shots = session.project.shots.filter { shot.isEmpty || shot.contains($0.id) }
        let wanted = Set(shots.map(\.id))
        let ids = Set(
            selection.kept.filter { wanted.contains($0.shot) }.map(\.take)
                + selection.dropped.filter { wanted.contains($0.shot) }.map(\.take))
        let takes = try folder.pool.takes().filter { ids.contains($0.id) }
        guard !takes.isEmpty else { throw Refusal("there is no take to show; 'mv build\(folder.words) --until cut' makes some") }
        let unique = Dictionary(takes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let pictures = try await ArchivePictures(folder).make(unique.values.sorted { $0.id < $1.id })
        let sheet = ContactSheet(title: session.project.title, selection: selection, takes: unique, pictures: pictures, shots: shots)
        let path = output ?? folder.workspace.folder + "/out/sheet.html"
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent.isEmpty ? "." : (path as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true)
        try AtomicFile.write(Data(sheet.html.utf8), to: path)
        print("wrote \(DisplayText.line(path)): \(NumberText.counted(unique.count, "take")), \(pictures.count) with a picture")
    }
}
