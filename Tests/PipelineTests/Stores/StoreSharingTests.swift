import Content
import Execution
import Foundation
import Pipeline
import Testing

@Suite struct StoreSharingTests {
    /// Two projects on one store, with a take and a segment each and one of both in common.
    private func pair() throws -> (StoredProject, StoredProject) {
        let one = try StoredProject(key: "../disk")
        let two = try StoredProject(beside: one, key: "../disk")
        try one.add(takes: "take of one", "take of both")
        try two.add(takes: "take of two", "take of both")
        try one.add(result: "segment of one")
        try two.add(result: "segment of two")
        return (one, two)
    }

    private func clean(_ project: StoredProject) throws {
        let workspace = try project.workspace()
        try StoreSharers.holding(workspace, command: "clean") { needed in
            let cleaning = Cleaning(workspace: workspace)
            try cleaning.remove(cleaning.find(except: needed))
        }
    }

    @Test func eachKnowsOfTheOther() throws {
        let (one, two) = try pair()
        #expect(try StoreSharers(of: one.workspace()).folders == [two.folder])
        #expect(try StoreSharers(of: two.workspace()).folders == [one.folder])
    }

    @Test func cleaningOneLeavesWhatTheOtherUses() throws {
        let (one, two) = try pair()
        try clean(one)
        #expect(try StoredProject.words(in: two.workspace().store.root) == ["take of one", "take of both", "take of two", "segment of two"])
        let needed = try StoreSharers.holding(one.workspace(), command: "archive") { $0 }
        #expect(needed.contains(Digest(of: "take of both")) && !needed.contains(Digest(of: "take of one")))
    }

    @Test func whatOnlyTheOtherNamesIsNotSaidToBeOfNoUse() throws {
        let (one, two) = try pair()
        let path = try one.workspace().store.path(of: Blob(digest: Digest(of: "take of one"), bytes: 11, fileExtension: "mp4"))
        try Data("ekat of one".utf8).write(to: URL(filePath: path))
        let finding = try #require(StoreCheck(workspace: two.workspace(), processors: 1).run { _, _ in }.findings.first)
        #expect(finding.owner.words == "named by nothing of this project")
        #expect(finding.owner.advice(isThere: true) == "another project that uses the store may need it; 'mv store verify' there says")
    }

    @Test func nothingIsCleanedWhileTheOtherIsBuiltOrCannotBeFound() throws {
        let (one, two) = try pair()
        let lock = try BuildLock(path: two.workspace().lock, command: "mv build")
        let busy = words { try clean(one) }
        #expect(busy.hasPrefix("the project in \(two.folder) uses this store too: another build of this project is running"), "\(busy)")
        lock.release()
        let away = two.parent + "/away"
        try FileManager.default.moveItem(atPath: two.folder, toPath: away)
        let lost = words { try clean(one) }
        #expect(lost.hasPrefix("the project in \(two.folder) uses this store too and was not found, so what it needs is not known; if it is gone for good, remove "), "\(lost)")
        #expect(try StoredProject.words(in: one.workspace().store.root).count == 5)
        // It makes itself known again where it is now.
        try Workspace(projectFile: away + "/project.yaml").claimStore()
        #expect(try StoreSharers(of: one.workspace()).folders == [away])
        try FileManager.default.moveItem(atPath: away, toPath: two.folder)
    }

    @Test func aCopyOfAProjectsFolderIsAProjectOfItsOwn() throws {
        let (one, two) = try pair()
        let copy = one.parent + "/copy"
        try FileManager.default.copyItem(atPath: one.folder, toPath: copy)
        try Workspace(projectFile: copy + "/project.yaml").claimStore()
        #expect(try Set(StoreSharers(of: two.workspace()).folders) == [one.folder, copy])
        #expect(try Set(StoreSharers(of: one.workspace()).folders) == [two.folder, copy])
    }

    @Test func movingOneTakesWhatItNeedsAndLeavesAllToTheOther() throws {
        let (one, two) = try pair()
        try one.say(store: nil)
        #expect(try one.move(to: one.parent + "/mine").way == .link)
        #expect(try one.workspace().store.root == one.parent + "/mine")
        #expect(try StoredProject.words(in: one.parent + "/mine") == ["take of one", "take of both", "segment of one"])
        #expect(try StoredProject.words(in: two.workspace().store.root).count == 5)
        #expect(try StoreSharers(of: two.workspace()).folders == [])
        try clean(two)
        #expect(try StoredProject.words(in: two.workspace().store.root) == ["take of two", "take of both"])
    }

    @Test func aStoreCanBeMovedIntoThatOfAnotherProject() throws {
        let one = try StoredProject(key: "../disk")
        let two = try StoredProject(beside: one)
        try one.add(takes: "take of one")
        try two.add(takes: "take of two")
        _ = try two.move(to: one.parent + "/disk")
        #expect(try StoredProject.words(in: one.workspace().store.root) == ["take of one", "take of two"])
        try clean(one)
        #expect(try StoredProject.words(in: one.workspace().store.root) == ["take of one", "take of two"])
    }
}
