import Content
import Execution
import Foundation
import Pipeline
import Testing

@Suite struct StoreCheckTests {
    private func spoil(_ path: String, _ text: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }

    private func check(_ project: StoredProject) throws -> StoreCheck.Report {
        try StoreCheck(workspace: project.workspace(), processors: 2).run { _, _ in }
    }

    @Test func everyFaultIsFoundWithWhoseItIsAndNothingIsTouched() throws {
        let project = try StoredProject()
        let blobs = try project.add(takes: "one", "two", "three", "four", cost: 1_250_000)
        let segment = try project.add(result: "a segment")
        let store = try project.workspace().store
        #expect(try check(project).findings.isEmpty)
        try FileManager.default.removeItem(atPath: store.path(of: blobs[0]))
        try spoil(store.path(of: blobs[1]), "t")
        try spoil(store.path(of: blobs[2]), "eerht")
        try spoil(store.path(of: segment), "a tnemges")
        try spoil(store.root + "/notes.txt", "mine")
        try spoil(store.root + "/partial/left.copy", "half")
        let loose = try store.publish(Data("loose".utf8), fileExtension: "mp4")
        try spoil(store.path(of: loose), "esool")
        let report = try check(project)
        #expect(report.files == 5 && report.harm == 5)
        func finding(_ path: String) -> StoreCheck.Finding? { report.findings.first { $0.path == path } }
        #expect(finding(store.path(of: blobs[0]))?.fault == .missing)
        #expect(finding(store.path(of: blobs[1]))?.fault == .short)
        #expect(finding(store.path(of: blobs[2]))?.fault == .changed)
        #expect(finding(store.path(of: segment))?.fault == .changed)
        #expect(finding(store.root + "/notes.txt")?.fault == .foreign)
        #expect(finding(store.root + "/partial/left.copy")?.fault == .unfinished)
        let take = finding(store.path(of: blobs[2]))
        #expect(take?.owner.words == "take \(blobs[2].digest.short) of 'window'")
        #expect(take?.owner.advice(isThere: true) == "put a copy back with 'mv store verify --repair-from FOLDER'; it cost $1.25 and is not made again unasked")
        #expect(finding(store.path(of: segment))?.owner.advice(isThere: true) == "remove it, and 'mv build' makes it again")
        #expect(finding(store.path(of: loose))?.owner.words == "named by nothing")
        #expect(try StoredProject.words(in: store.root) == ["t", "eerht", "four", "a tnemges", "esool"])
    }

    @Test func whatIsPaintedHereIsMadeAgainAndWhatWasImportedComesFromItsFile() throws {
        let project = try StoredProject()
        let blobs = try project.add(takes: "one", kind: "animatic")
        let store = try project.workspace().store
        try FileManager.default.removeItem(atPath: store.path(of: blobs[0]))
        #expect(try check(project).findings.map { $0.owner.advice(isThere: false) } == ["'mv build' makes it again, to the same bytes"])
    }

    @Test func goodCopiesTakeThePlaceOfBadFilesWhichAreKept() throws {
        let project = try StoredProject()
        let blobs = try project.add(takes: "one", "two", "three")
        let (workspace, copy) = (try project.workspace(), project.parent + "/copy")
        _ = try project.sync(to: copy)
        try FileManager.default.removeItem(atPath: workspace.store.path(of: blobs[0]))
        try spoil(workspace.store.path(of: blobs[1]), "owt")
        try spoil(workspace.store.path(of: blobs[2]), "eerht")
        // Of the last one the copy is no better.
        try spoil(Store(root: copy + "/store").path(of: blobs[2]), "erhet")
        var report = try check(project)
        try StoreRepair(workspace: workspace, from: copy).run(&report.findings)
        #expect(report.harm == 1)
        #expect(try StoredProject.words(in: workspace.store.root) == ["one", "two", "eerht"])
        let aside = try #require(report.findings.compactMap(\.quarantine).first)
        #expect(aside == workspace.store.root + "/quarantine/\(blobs[1].digest.hex).mp4")
        #expect(FileManager.default.contents(atPath: aside) == Data("owt".utf8))
        #expect(report.findings.compactMap(\.quarantine).count == 1)
        #expect(try check(project).findings.map(\.fault) == [.changed])
        // Another one of the same name does not push it out.
        try spoil(workspace.store.path(of: blobs[1]), "wto")
        report = try check(project)
        try StoreRepair(workspace: workspace, from: copy + "/store").run(&report.findings)
        #expect(report.findings.compactMap(\.quarantine) == [aside + ".2"])
    }

    @Test func aFolderToRepairFromThatIsNotThereIsAnError() throws {
        let project = try StoredProject()
        try project.add(takes: "one")
        #expect(words { _ = try StoreRepair(workspace: project.workspace(), from: "/none") } == "there is no folder /none to take good copies from; is its disk mounted?")
    }

    @Test func filesAreCountedByKind() throws {
        let project = try StoredProject()
        try project.add(takes: "one", "two")
        try project.add(result: "a segment")
        try project.add(result: "small", kind: "thumbnail")
        let store = try project.workspace().store
        _ = try store.publish(Data("loose".utf8), fileExtension: "mp4")
        try spoil(store.root + "/notes.txt", "mine")
        let census = try StoreCensus(of: project.workspace())
        #expect(
            census.counts.map { "\($0.kind.name) \($0.count.files) \($0.count.bytes)" }
                == ["takes 2 6", "segment 1 9", "thumbnail 1 5", "unnamed 1 5", "foreign 1 4"])
        #expect(census.total.files == 6 && census.total.bytes == 29)
    }
}
