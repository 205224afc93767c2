import ArgumentParser
import Content
import Editorial
import Execution
import Foundation
import Pipeline
import Pool
import Timebase

struct PoolContactSheet: AsyncParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet", abstract: "A contact sheet: a picture of every take, shot by shot, best first, with its score and verdict.",
        discussion: """
            Takes are in the order of today's selection, as 'mv select' gives it. The page
            is one file without scripts, for any browser, with the reason under each take;
            as .png, .jpg or .svg it is a picture, of several files where it is very long.

            EXAMPLES
              mv pool sheet project.yaml
              mv pool sheet --shot window -o window.html
              mv pool sheet -o pool.png
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Option(help: "Only takes of this shot; may be given several times.")
    var shot: [String] = []

    @Option(name: .shortAndLong, help: "The file; out/sheet.html beside the project when left out.")
    var output: String?

    @OptionGroup var speech: Speech

    func validate() throws {
        guard let output, !isPage(output), !PictureFile.endings.contains(PictureFile.ending(output)) else { return }
        throw ValidationError("'\(output)' ends in none of .html, .png, .jpg and .svg, the kinds of sheet there are")
    }

    private func isPage(_ path: String) -> Bool { ["html", "htm"].contains(PictureFile.ending(path)) }

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
        var takes: [TakeRecord] = []
        var query = TakeQuery()
        query.shots = wanted
        try folder.pool.eachTake(query) { if ids.contains($0.id) { takes.append($0) } }
        guard !takes.isEmpty else { throw Refusal("there is no take to show; 'mv build\(folder.words) --until cut' makes some") }
        let unique = Dictionary(takes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        if let output, !isPage(output) { return try await draw(output, session, folder, selection, unique, shots) }
        let pictures = try await ArchivePictures(folder).make(unique.values.sorted { $0.id < $1.id })
        let sheet = ContactSheet(title: session.project.title, selection: selection, takes: unique, pictures: pictures, shots: shots)
        let path = output ?? folder.workspace.folder + "/out/sheet.html"
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent.isEmpty ? "." : (path as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true)
        try AtomicFile.write(Data(sheet.html.utf8), to: path)
        Say.result(
            "wrote \(DisplayText.line(path)): \(NumberText.counted(unique.count, "take")), \(pictures.count) with a picture",
            [("file", .text(path)), ("takes", .integer(unique.count)), ("pictures", .integer(pictures.count))])
    }
    private func draw(
        _ path: String, _ session: Session, _ folder: PoolFolder, _ selection: Selection, _ takes: [String: TakeRecord], _ shots: [Shot]
    ) async throws {
        func place(_ take: TakeRecord) -> Stills.Place {
            let range = take.verdict.usable ?? take.scores?.usable
            return .init(take: take.id, frame: range.map { $0.start + $0.count / 2 } ?? (take.facts?.frames ?? 0) / 2)
        }
        let stills = try await Stills(takes.values.sorted { $0.id < $1.id }.map(place), of: takes, side: 320, in: folder.workspace)
        func card(_ id: String, _ quality: Double?, _ isKept: Bool) -> ContactSheetDrawing.Card? {
            takes[id].map { take in
                let picture = stills.files[place(take)].flatMap { file in
                    take.facts.map { facts -> (Blob, Double) in
                        let shape = Double(max(1, facts.width)) / Double(max(1, facts.height))
                        return (file, facts.rotation % 180 == 90 ? 1 / shape : shape)
                    }
                }
                return ContactSheetDrawing.Card(take: take, quality: quality, isKept: isKept, picture: picture)
            }
        }
        let strips = shots.map { shot -> (String, String, [ContactSheetDrawing.Card]) in
            let kept = selection.kept.filter { $0.shot == shot.id }.sorted { $0.rankInShot < $1.rankInShot }.compactMap { card($0.take, $0.quality, true) }
            let others = selection.dropped.filter { $0.shot == shot.id }.compactMap { card($0.take, $0.quality, false) }
            return (shot.id, shot.prompt, kept + others)
        }
        let pages = ContactSheetDrawing(title: session.project.title, shots: strips).pages()
        for (number, page) in pages.enumerated() {
            let name = (path as NSString).deletingPathExtension + (number == 0 ? "" : "-\(number + 1)") + "." + (path as NSString).pathExtension
            try await PictureFile(name, folder.workspace)?.write(page, pictures: stills.data)
            Say.result("wrote \(DisplayText.line(name))", [("file", .text(name))])
        }
    }
}
