import Content
import Foundation
import Pipeline
import Testing

@Suite struct StorePlaceTests {
    @Test func withoutAKeyTheStoreIsInTheProjectAndNothingIsWrittenAboutIt() throws {
        let project = try StoredProject()
        try project.add(takes: "one")
        #expect(try project.workspace().store.root == project.folder + "/.mv/store")
        #expect(!FileManager.default.fileExists(atPath: project.folder + "/.mv/store.json"))
        #expect(!FileManager.default.fileExists(atPath: project.folder + "/.mv/store/mv-store.json"))
    }

    @Test func aKeyOfANewProjectFoundsTheStoreAndLookingDoesNot() throws {
        let project = try StoredProject(key: "../disk")
        #expect(try project.workspace().store.root == project.parent + "/disk")
        #expect(!FileManager.default.fileExists(atPath: project.parent + "/disk"))
        try project.add(takes: "one")
        #expect(try StoredProject.words(in: project.parent + "/disk") == ["one"])
        #expect(try StoreMark(in: project.parent + "/disk")?.id == project.memory()["store"] as? String)
        #expect(!FileManager.default.fileExists(atPath: project.folder + "/.mv/store"))
        // The key may go: where the files are is remembered.
        try project.say(store: nil)
        #expect(try project.workspace().store.root == project.parent + "/disk")
    }

    @Test func aKeyThatNamesAnotherFolderThanTheFilesAreInIsAnErrorAtItsPlace() throws {
        let project = try StoredProject()
        try project.add(takes: "one")
        try project.say(store: "../disk")
        let own = "\(project.file):4:8: error: store: the files of this project are in \(project.folder)/.mv/store, not in \(project.parent)/disk; "
            + "'mv store move' brings them there, and nothing is made again; or write 'store: \(project.folder)/.mv/store'"
        #expect(words { _ = try project.workspace() } == own)
        _ = try project.move(to: nil)
        #expect(try project.workspace().store.root == project.parent + "/disk")
        try project.say(store: "../other")
        #expect(words { _ = try project.workspace() }.contains("4:8: error: store: the files of this project are in \(project.parent)/disk, not in \(project.parent)/other"))
    }

    @Test func aStoreThatIsNotMountedIsAnErrorAndNeverAnEmptyStore() throws {
        let project = try StoredProject(key: "../disk")
        try project.add(takes: "one")
        let disk = project.parent + "/disk"
        try FileManager.default.moveItem(atPath: disk, toPath: project.parent + "/elsewhere")
        let gone = words { _ = try project.workspace() }
        #expect(gone.hasPrefix("the store of this project, \(disk), is not there now; is its disk mounted? Nothing was done: no take counts as lost"), "\(gone)")
        // A mount point without its disk.
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        #expect(words { _ = try project.workspace() }.contains("is empty now; is its disk mounted?"))
        try Data().write(to: URL(filePath: disk + "/holiday.jpg"))
        let text = words { _ = try project.workspace() }
        #expect(text.contains(#"has no mv-store.json now"#) && text.contains(#"{"id":""#), "\(text)")
        try StoreMark(id: "of another project").write(in: disk)
        #expect(words { _ = try project.workspace() }.contains("is another store now; is the right disk mounted?"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk).sorted() == ["holiday.jpg", "mv-store.json"])
        // Mounted elsewhere, which the project file says.
        try project.say(store: "../elsewhere")
        #expect(try StoredProject.words(in: project.claimed().store.root) == ["one"])
        try project.say(store: nil)
        #expect(try project.workspace().store.root == project.parent + "/elsewhere")
    }

    @Test func aDiskThatIsNotThereYetIsToldForANewProject() throws {
        let project = try StoredProject(key: "/none-such-disk/takes")
        #expect(words { _ = try project.workspace() }.contains("4:8: error: store: there is no folder /none-such-disk for /none-such-disk/takes; is its disk mounted?"))
    }

    @Test func aFolderWithOtherThingsDoesNotBecomeAStore() throws {
        let project = try StoredProject(key: "../photos")
        try FileManager.default.createDirectory(atPath: project.parent + "/photos", withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: project.parent + "/photos/a.jpg"))
        #expect(words { _ = try project.workspace() }.contains("\(project.parent)/photos holds other things (a.jpg) and is no store; name an empty or a new folder"))
    }

    @Test func aProjectThatWasMovedAsAWholeFindsItsStore() throws {
        let project = try StoredProject(key: "takes")
        try project.add(takes: "one")
        let moved = project.parent + "/moved"
        try FileManager.default.moveItem(atPath: project.folder, toPath: moved)
        let workspace = try Workspace(projectFile: moved + "/project.yaml")
        try workspace.claimStore()
        #expect(workspace.store.root == moved + "/takes")
        #expect(try StoredProject.words(in: workspace.store.root) == ["one"])
    }
}
