import Content
import Execution
import Foundation
import Pipeline
import Pool
import Testing

@Suite struct StoreSyncTests {
    @Test func aCopyHasFilesResultsPoolAndProjectAndASecondRunCopiesNothing() throws {
        let project = try StoredProject()
        try project.add(takes: "one", "two")
        try project.add(result: "a segment")
        let copy = project.parent + "/copy"
        let first = try project.sync(to: copy)
        #expect(first.copied == 3 && first.bytes == 15 && first.records == 2 && first.isPoolCopied)
        #expect(try StoredProject.words(in: copy + "/store") == ["one", "two", "a segment"])
        #expect(try Pool(readingPath: copy + "/pool.sqlite").takes(TakeQuery()).count == 2)
        #expect(FileManager.default.contents(atPath: copy + "/project.yaml") == FileManager.default.contents(atPath: project.file))
        #expect(try project.sync(to: copy).didNothing)
        #expect(try !FileManager.default.contentsOfDirectory(atPath: project.folder + "/.mv").contains { $0.hasPrefix("pool-copy") })
        #expect(try FileManager.default.contentsOfDirectory(atPath: copy + "/store/partial") == [])
    }

    @Test func onlyWhatIsNewIsCopied() throws {
        let project = try StoredProject()
        try project.add(takes: "one")
        let copy = project.parent + "/copy"
        _ = try project.sync(to: copy)
        try project.add(takes: "two")
        let second = try project.sync(to: copy)
        #expect(second.copied == 1 && second.bytes == 3 && second.isPoolCopied && second.records == 0)
        // A file of the copy that was cut short where it lies is written again.
        let blob = Blob(digest: Digest(of: "one"), bytes: 3, fileExtension: "mp4")
        try Data("o".utf8).write(to: URL(filePath: Store(root: copy + "/store").path(of: blob)))
        #expect(try project.sync(to: copy).copied == 1)
        #expect(try StoredProject.words(in: copy + "/store") == ["one", "two"])
    }

    @Test func aResultThatIsMadeAgainIsCopiedAgain() throws {
        let project = try StoredProject()
        let blob = try project.add(result: "a segment")
        let copy = project.parent + "/copy"
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        _ = try project.sync(to: copy, at: now)
        #expect(try project.sync(to: copy, at: now).records == 0)
        let results = try project.workspace().results
        let key = try #require(results.keys(prefix: "").first)
        var result = try #require(results.find(key))
        result.seconds = 2
        #expect(result.blobs == [blob])
        try results.save(result)
        #expect(try project.sync(to: copy, at: now).records == 1)
        #expect(FileManager.default.contents(atPath: copy + "/results/\(key.hex.prefix(2))/\(key.hex.dropFirst(2)).json") == FileManager.default.contents(atPath: results.path(of: key)))
    }

    @Test func manifestsOfArchivedTakesAreCopied() throws {
        let project = try StoredProject()
        try project.add(takes: "one")
        try KeptManifests(project.workspace()).keep(Data("jumbf".utf8), of: "3f2a")
        let copy = project.parent + "/copy"
        _ = try project.sync(to: copy)
        #expect(FileManager.default.contents(atPath: copy + "/manifests/3f2a.c2pa") == Data("jumbf".utf8))
    }

    @Test func aDamagedFileIsNotCopiedAndDoesNotReplaceItsGoodCopy() throws {
        let project = try StoredProject()
        let blobs = try project.add(takes: "one", "two")
        let (store, copy) = (try project.workspace().store, project.parent + "/copy")
        _ = try project.sync(to: copy)
        try project.add(takes: "three")
        let three = Blob(digest: Digest(of: "three"), bytes: 5, fileExtension: "mp4")
        try Data("eerht".utf8).write(to: URL(filePath: store.path(of: three)))
        try Data("on".utf8).write(to: URL(filePath: store.path(of: blobs[0])))
        let second = try project.sync(to: copy)
        #expect(Set(second.damaged) == [store.path(of: three), store.path(of: blobs[0])])
        #expect(try StoredProject.words(in: copy + "/store") == ["one", "two"])
    }

    @Test func withBothWhatIsLostHereComesBackButNoArchivedTake() throws {
        let project = try StoredProject()
        let blobs = try project.add(takes: "one", "two")
        try project.add(result: "a segment")
        let (workspace, copy) = (try project.workspace(), project.parent + "/copy")
        _ = try project.sync(to: copy)
        try Pool(path: workspace.pool).archive(blobs[0].digest.hex, at: 5)
        for blob in blobs { try FileManager.default.removeItem(atPath: workspace.store.path(of: blob)) }
        try FileManager.default.removeItem(atPath: workspace.results.root)
        let report = try project.sync(to: copy, .both)
        #expect(report.fetched == 1 && report.records == 1)
        #expect(try StoredProject.words(in: workspace.store.root) == ["two", "a segment"])
        #expect(workspace.results.keys(prefix: "").count == 1)
    }

    @Test func deletingForgetsWhatWasCleanedHereButNoTakeThatIsOnlyLost() throws {
        let project = try StoredProject()
        let blobs = try project.add(takes: "one", "two", "three")
        let segment = try project.add(result: "a segment")
        let (workspace, copy) = (try project.workspace(), project.parent + "/copy")
        _ = try project.sync(to: copy)
        try Pool(path: workspace.pool).archive(blobs[0].digest.hex, at: 5)
        for blob in [blobs[0], blobs[1], segment] { try FileManager.default.removeItem(atPath: workspace.store.path(of: blob)) }
        #expect(try project.sync(to: copy).removed == 0)
        #expect(try project.sync(to: copy, .outDeleting).removed == 2)
        #expect(try StoredProject.words(in: copy + "/store") == ["two", "three"], "'one' is archived, 'two' is lost")
        try FileManager.default.removeItem(atPath: workspace.store.path(of: blobs[2]))
        #expect(words { _ = try project.sync(to: copy, .outDeleting) }.contains("has no files, so nothing is removed from its copy"))
    }

    @Test func aCopyIsThatOfOneProjectAndADiskThatIsNotMountedIsNotBegunAnew() throws {
        let project = try StoredProject()
        try project.add(takes: "one")
        let copy = project.parent + "/copy"
        _ = try project.sync(to: copy)
        let other = try StoredProject(beside: project)
        try other.add(takes: "two")
        _ = try other.sync(to: project.parent + "/other-copy")
        #expect(words { _ = try other.sync(to: copy) } == "\(copy) is the copy of another project, which lay in \(project.folder); name another folder")
        #expect(words { _ = try project.sync(to: project.workspace().store.root) }.contains("is where the store is"))
        #expect(words { _ = try project.sync(to: other.folder) }.contains("and is no copy of this project; name an empty or a new folder"))
        #expect(words { _ = try project.sync(to: "/none-such-disk/copy") } == "there is no folder /none-such-disk for /none-such-disk/copy; is its disk mounted? If it is, make the folder")
        try FileManager.default.moveItem(atPath: copy, toPath: project.parent + "/away")
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        #expect(words { _ = try project.sync(to: copy) }.hasPrefix("a copy of this project was in \(copy), and is not there now; is its disk mounted?"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: copy) == [])
        #expect(try project.sync(to: project.parent + "/away").didNothing, "a disk may be mounted elsewhere")
    }

    @Test func aCopyTakesThePlaceOfAStoreThatIsLost() throws {
        let project = try StoredProject(key: "../disk")
        try project.add(takes: "one")
        _ = try project.sync(to: project.parent + "/copy")
        try FileManager.default.removeItem(atPath: project.parent + "/disk")
        #expect(words { _ = try project.workspace() }.contains("is not there now"))
        try project.say(store: "../copy/store")
        #expect(try StoredProject.words(in: project.claimed().store.root) == ["one"])
    }

    @Test func aProjectMadeOfACopyIsWhole() throws {
        let project = try StoredProject()
        try project.add(takes: "one")
        try project.add(result: "a segment")
        let copy = project.parent + "/copy"
        _ = try project.sync(to: copy)
        let restored = project.parent + "/restored"
        try FileManager.default.createDirectory(atPath: restored, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: copy, toPath: restored + "/.mv")
        try FileManager.default.moveItem(atPath: restored + "/.mv/project.yaml", toPath: restored + "/project.yaml")
        let workspace = try Workspace(projectFile: restored + "/project.yaml")
        try workspace.claimStore()
        #expect(try StoredProject.words(in: workspace.store.root) == ["one", "a segment"])
        #expect(try StoreCheck(workspace: workspace, processors: 1).run { _, _ in }.findings.isEmpty)
        #expect(workspace.results.keys(prefix: "").allSatisfy { workspace.results.find($0) != nil })
    }

    @Test func ofASharedStoreOnlyWhatTheProjectNeedsIsCopied() throws {
        let one = try StoredProject(key: "../disk")
        let two = try StoredProject(beside: one, key: "../disk")
        try one.add(takes: "take of one")
        try two.add(takes: "take of two")
        _ = try one.sync(to: one.parent + "/copy")
        #expect(try StoredProject.words(in: one.parent + "/copy/store") == ["take of one"])
    }
}
