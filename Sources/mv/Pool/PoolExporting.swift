import ArgumentParser
import Content
import Foundation
import Pipeline
import Pool

struct PoolExporting: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write takes with everything known of them into a folder or a .tar file, for another pool.",
        discussion: """
            What travels: the files of the takes, prompts, seeds, requests and what
            they cost, scores, verdicts with their history, tags, and the small
            pictures of archived takes. Keys of services are in no pool. A folder may
            be exported into again: what is there is not copied twice. Without
            conditions everything travels.

            EXAMPLES
              mv pool export project.yaml ~/backup/pool
              mv pool export window.tar --shot window --verdict pick
              mv pool export notes.tar --no-media        without the files
            """)

    @Argument(
        help: ArgumentHelp("The project (when not ./project.yaml), then a folder or a path that ends in .tar.", valueName: "project> <to"))
    var words: [String]

    @OptionGroup var filter: TakeFilter

    @Flag(inversion: .prefixedNo, help: "The files of the takes.")
    var media = true

    @OptionGroup var speech: Speech

    func validate() throws {
        guard (1...2).contains(words.count) else {
            throw ValidationError("name one folder or .tar file to export to, as: mv pool export project.yaml pool.tar")
        }
    }

    func run() throws {
        let folder = try PoolFolder(project: words.count == 2 ? words[0] : nil, for: .reading)
        let path = URL(fileURLWithPath: words[words.count - 1]).standardizedFileURL.path
        let query = try filter.conditions(folder.pool)
        let export = PoolExport(folder.pool, folder.workspace.store, query, whole: query == TakeQuery(), withMedia: media)
        let share = ShareOfBytes("export")
        let written =
            path.lowercased().hasSuffix(".tar")
            ? try export.write(tar: path, at: PoolFolder.now, progress: share.show)
            : try export.write(folder: path, at: PoolFolder.now, progress: share.show)
        share.end()
        for blob in written.missing {
            Say.warning("the file of take \(blob.digest.short) is missing and does not travel")
        }
        Say.result(
            "exported \(NumberText.counted(written.takes, "take")) to \(path): "
                + "\(NumberText.counted(written.files, "file")), \(NumberText.bytes(written.bytes))",
            [
                ("file", .text(path)), ("takes", .integer(written.takes)), ("files", .integer(written.files)), ("bytes", .integer(Int64(written.bytes))),
                ("missing", .list(written.missing.map { .text($0.digest.hex) })),
            ])
    }
}
