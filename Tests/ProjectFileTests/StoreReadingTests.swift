import Editorial
import Foundation
import ProjectFile
import Testing

@Test func theStoreIsAFolderSeenFromTheProjectsFolder() throws {
    #expect(try Sample.project("").store == nil)
    #expect(try Sample.project("store: /big/disk/film").store == "/big/disk/film")
    #expect(try Sample.project("store: /big/../disk/film/").store == "/disk/film")
    #expect(try Sample.project("store: takes").store == Sample.folder + "/takes")
    #expect(try Sample.project("store: ../takes").store == (Sample.folder as NSString).deletingLastPathComponent + "/takes")
    #expect(try Sample.project("store: ~/takes").store == NSHomeDirectory() + "/takes")
}

@Test(arguments: [
    ("store: s3://bucket/film", "1:8: error: store: expected a folder such as /disk/takes, ~/takes or ../takes, found 's3://bucket/film'; mount it, with 'rclone mount' for one, and write the folder it is mounted on"),
    ("store: remote:bucket", "1:8: error: store: expected a folder such as /disk/takes, ~/takes or ../takes, found 'remote:bucket'; mount it, with 'rclone mount' for one, and write the folder it is mounted on"),
    ("store: ~kim/takes", "1:8: error: store: expected a folder such as /disk/takes, ~/takes or ../takes, found '~kim/takes'; only '~/' stands for a home folder"),
    ("store: out/takes", "1:8: error: store: the store cannot lie in out/, which is for what people want; name a folder that is for this alone"),
    ("store: .mv/results", "1:8: error: store: the store cannot lie among the project's own state in .mv/; name a folder that is for this alone"),
    ("store: .", "1:8: error: store: the store cannot be a folder that the project lies in; name a folder that is for this alone"),
    ("store: /", "1:8: error: store: the store cannot be a folder that the project lies in; name a folder that is for this alone"),
    ("store: [a, b]", "1:8: error: store: expected a text, found a list"),
    ("storage: /disk", "1:1: error: storage: unknown key 'storage'; did you mean 'store'?"),
])
func aStoreThatCannotBeIsRefusedInWords(part: String, words: String) {
    #expect(Sample.faults(part) == [words])
}

@Test func aStoreThatIsAFileIsRefused() {
    #expect(Sample.faults("store: song.flac") == ["1:8: error: store: '\(Sample.folder)/song.flac' is a file, expected a folder; name a folder that is for this alone"])
}

@Test func theStoreIsReadFromAFileWithErrorsElsewhere() throws {
    let file = Sample.folder + "/with-store.yaml"
    func key(_ text: String) throws -> StoreKey? {
        try Data(text.utf8).write(to: URL(filePath: file))
        return StoreKey(file: file)
    }
    #expect(try key("title: [\nstore: x") == nil, "no YAML")
    #expect(try key("titel: T\nshots: 5\nstore: /disk/film\n") == StoreKey(file: file, path: "/disk/film", line: 3, column: 8))
    #expect(try key("title: T\n") == nil)
    #expect(try key("store: out\n") == nil)
    #expect(StoreKey(file: Sample.folder + "/none.yaml") == nil)
    #expect(StoreKey(try Sample.read(Sample.minimal + "store: /disk/film\n"))?.line == 4)
}
