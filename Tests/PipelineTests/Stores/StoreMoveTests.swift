import Content
import Foundation
import Pipeline
import Testing

@Suite struct StoreMoveTests {
    @Test func onOneFileSystemTheFolderIsRenamedAndNothingCopied() throws {
        let project = try StoredProject()
        let blob = try project.add(takes: "one", "two")[0]
        let node = try FileManager.default.attributesOfItem(atPath: project.workspace().store.path(of: blob))[.systemFileNumber] as? Int
        let report = try project.move(to: project.parent + "/disk")
        #expect(report.way == .rename && report.files == 2 && report.bytes == 0)
        let path = try project.workspace().store.path(of: blob)
        #expect(path.hasPrefix(project.parent + "/disk/"))
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int == node)
        #expect(!FileManager.default.fileExists(atPath: project.folder + "/.mv/store"))
        // And back.
        #expect(try project.move(to: project.folder + "/.mv/store").way == .rename)
        #expect(try StoredProject.words(in: project.workspace().store.root) == ["one", "two"])
    }

    @Test func keptOrIntoAFolderThatIsThereTheFilesAreLinked() throws {
        let project = try StoredProject()
        try project.add(takes: "one", "two")
        let report = try project.move(to: project.parent + "/disk", keeping: true)
        #expect(report.way == .link && report.bytes == 0)
        #expect(try StoredProject.words(in: project.parent + "/disk") == ["one", "two"])
        #expect(try StoredProject.words(in: project.folder + "/.mv/store") == ["one", "two"])
        #expect(try project.workspace().store.root == project.parent + "/disk")
    }

    @Test(.enabled(if: OtherDisk.isThere, "there is no second file system to test with")) func toAnotherDiskFilesAreCopiedAndTheOldOnesRemoved() throws {
        let (project, disk) = (try StoredProject(), try OtherDisk())
        try project.add(takes: "one", "two")
        try project.add(result: "a segment")
        let old = try project.workspace().store.root
        try AtomicFile.write(Data("made by a command".utf8), to: old + "/commands/abc/take.mp4")
        try AtomicFile.write(Data("not ours".utf8), to: old + "/notes.txt")
        let target = disk.path + "/film"
        let outlook = try StoreMove(folder: project.folder, key: nil, to: target, keeping: false).outlook()
        #expect(outlook.way == .copy && outlook.files == 3 && outlook.missing == 3 && outlook.bytes == 15)
        let report = try project.move(to: target)
        #expect(report.way == .copy && report.bytes == 15 && report.removed == 3 && report.damaged == [])
        #expect(report.foreign == [old + "/notes.txt"])
        #expect(try project.workspace().store.root == target)
        #expect(try StoredProject.words(in: target) == ["one", "two", "a segment"])
        #expect(FileManager.default.contents(atPath: target + "/commands/abc/take.mp4") == Data("made by a command".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: old) == ["notes.txt"])
        #expect(try project.move(to: target).way == .nothing)
    }

    @Test(.enabled(if: OtherDisk.isThere, "there is no second file system to test with")) func aMoveThatWasKilledWhileCopyingGoesOn() throws {
        let (project, disk) = (try StoredProject(), try OtherDisk())
        let blobs = try project.add(takes: "one", "two", "three")
        let target = Store(root: disk.path + "/film")
        // What such a move leaves: marks, a file, a half one; and the project still has its store.
        _ = try project.move(to: project.parent + "/first", keeping: true)
        let id = try #require(try project.memory()["store"] as? String)
        try project.remember("arriving", target.root)
        _ = try FileCopy.copy(project.workspace().store.path(of: blobs[0]), as: blobs[0], into: target)
        try StoreMark(id: id).write(in: target.root)
        try AtomicFile.write(Data("tw".utf8), to: target.root + "/partial/\(blobs[1].digest.hex).copy")
        #expect(try StoredProject.words(in: project.workspace().store.root) == ["one", "two", "three"])
        let report = try project.move(to: target.root)
        #expect(report.bytes == 8, "'one' is there already")
        #expect(report.removed == 3)
        #expect(try StoredProject.words(in: project.workspace().store.root) == ["one", "two", "three"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: target.root + "/partial") == [])
        #expect(!FileManager.default.fileExists(atPath: project.parent + "/first"))
        #expect(try project.memory()["arriving"] == nil)
    }

    @Test(.enabled(if: OtherDisk.isThere, "there is no second file system to test with")) func aMoveThatWasKilledWhileRemovingReadsEachCopyBeforeItRemovesTheRest() throws {
        let (project, disk) = (try StoredProject(), try OtherDisk())
        let blobs = try project.add(takes: "one", "two", "three")
        let (old, target) = (try project.workspace().store, Store(root: disk.path + "/film"))
        _ = try project.move(to: target.root, keeping: true)
        try project.remember("leaving", old.root)
        #expect(try project.workspace().place.leaving == old.root)
        try Data("eno".utf8).write(to: URL(filePath: target.path(of: blobs[0])))
        try FileManager.default.removeItem(atPath: target.path(of: blobs[1]))
        #expect(try project.move(to: target.root).way == .finish)
        #expect(try StoredProject.words(in: target.root) == ["one", "two", "three"], "what the copy had lost was copied again")
        #expect(!FileManager.default.fileExists(atPath: old.root))
        #expect(try project.workspace().place.leaving == nil)
    }

    @Test func aRenameThatWasKilledIsFoundOnEitherSide() throws {
        let project = try StoredProject()
        try project.add(takes: "one")
        let (disk, next) = (project.parent + "/disk", project.parent + "/next")
        _ = try project.move(to: disk)
        try project.remember("renaming", next)
        #expect(try project.workspace().store.root == disk)
        try FileManager.default.moveItem(atPath: disk, toPath: next)
        #expect(try project.workspace().store.root == next)
        #expect(try project.claimed().store.root == next)
        #expect(try project.memory()["path"] as? String == next)
        #expect(try project.memory()["renaming"] == nil)
    }

    @Test(.enabled(if: OtherDisk.isThere, "there is no second file system to test with")) func aDamagedFileStaysWhereItWasAndIsTold() throws {
        let (project, disk) = (try StoredProject(), try OtherDisk())
        let blobs = try project.add(takes: "one", "two")
        let old = try project.workspace().store
        try Data("eno".utf8).write(to: URL(filePath: old.path(of: blobs[0])))
        let report = try project.move(to: disk.path + "/film")
        #expect(report.damaged == [old.path(of: blobs[0])])
        #expect(try StoredProject.words(in: disk.path + "/film") == ["two"])
        #expect(try StoredProject.words(in: old.root) == ["eno"])
    }

    @Test func aMoveThatCannotBeIsRefusedInWords() throws {
        let project = try StoredProject()
        try project.add(takes: "one")
        let own = project.folder + "/.mv/store"
        #expect(words { _ = try project.move(to: nil) } == "name the folder to move the store to, as: mv store move project.yaml /disk/takes")
        #expect(words { _ = try project.move(to: own + "/in") } == "\(own) and \(own)/in lie in each other; name another folder")
        #expect(words { _ = try project.move(to: project.parent) }.contains("holds other things"))
        #expect(words { _ = try project.move(to: "/none-such-disk/takes") }.contains("there is no folder /none-such-disk for"))
        try project.say(store: "../a")
        #expect(
            words { _ = try project.move(to: project.parent + "/b") }
                == "\(project.file):4:8: error: store: names \(project.parent)/a, and the store is to move to \(project.parent)/b; write 'store: \(project.parent)/b' or remove the line, and move then")
        #expect(try StoredProject.words(in: own) == ["one"])
    }

    @Test func aProjectWithoutFilesMovesToo() throws {
        let project = try StoredProject()
        _ = try project.move(to: project.parent + "/disk")
        try project.add(takes: "one")
        #expect(try StoredProject.words(in: project.parent + "/disk") == ["one"])
    }
}
