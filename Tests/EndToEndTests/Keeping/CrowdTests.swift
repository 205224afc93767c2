import Foundation
import GRDB
import Testing

/// Many programs with one pool.
@Suite(.serialized) struct CrowdTests {
    @Test func fiftyThatDecideAtOnceDuringABuildAreAllHeard() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml().replacingOccurrences(of: "takes: 2, seconds: 3", with: "takes: 6, seconds: 3"))
        #expect(try await project.build("--until", "scores").code == 0)
        let takes = try await project.takeIDs()
        async let built = project.build()
        let ended = try await withThrowingTaskGroup(of: Program.Ended.self) { group in
            for number in 0..<50 {
                // Half of them note something about one and the same take, the others rate takes of their own or share one.
                let words =
                    number % 2 == 0
                    ? ["note", "project.yaml", String(takes[0].prefix(12)), "note number \(number)"]
                    : ["rate", "project.yaml", String(takes[1 + number % 9].prefix(12)), "\(1 + number % 5)"]
                group.addTask { try await Program.run(["pool"] + words + ["--json"], in: project.folder) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for one in ended {
            #expect(one.code == 0, "\(one.err)")
            #expect(!one.err.contains("locked"))
        }
        let build = try await built
        #expect(build.code == 0, "\(build.err)")
        #expect(!build.err.contains("locked"))
        // Whoever was told that something changed finds it in the history, once.
        let changed = ended.compactMap { (TinyProject.object($0)["results"] as? [[String: Any]])?.first }.count { $0["changed"] as? Bool == true }
        let rows = try DatabaseQueue(path: project.poolFile).read { db in
            try Row.fetchAll(db, sql: "SELECT take, kind, text, stars FROM decisions ORDER BY time, id")
        }
        #expect(rows.count == changed)
        let notes = rows.filter { $0["kind"] == "note" }.map { $0["text"] as String }
        #expect(Set(notes) == Set(stride(from: 0, to: 50, by: 2).map { "note number \($0)" }))
        let now = try DatabaseQueue(path: project.poolFile).read { try Row.fetchAll($0, sql: "SELECT take, note, stars FROM verdicts") }
        for verdict in now {
            let own = rows.filter { $0["take"] as String == verdict["take"] }
            #expect(verdict["note"] as String? == own.last { $0["kind"] == "note" }?["text"], "the last one holds")
            #expect(verdict["stars"] as Int == own.last { $0["kind"] == "stars" }?["stars"] as Int? ?? 0)
        }
        let journal = String(decoding: project.data(".mv/verdicts.jsonl") ?? Data(), as: UTF8.self).split(separator: "\n")
        #expect(journal.count == changed)
        #expect(try await project.pool("verify").code == 0)
        #expect(try await project.pool("recover").out.contains("nothing was changed"))
    }

    @Test func aDecisionWaitsForAForeignProgramThatWrites() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "takes").code == 0)
        let take = String(try await project.takeIDs()[0].prefix(12))
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: project.poolFile, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        async let rated = project.pool("rate", "4", take)
        try await Task.sleep(for: .seconds(1))
        try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        let ended = try await rated
        #expect(ended.code == 0, "\(ended.err)")
        #expect(ended.out.contains("4 stars"))
    }

    @Test func twoBuildsOfANewProjectAtOnceMakeOnePool() async throws {
        let project = try TinyProject()
        async let one = project.build("--until", "takes")
        async let other = project.build("--until", "takes")
        let ended = try await [one, other]
        #expect(ended.contains { $0.code == 0 })
        for end in ended where end.code != 0 { #expect(end.err.contains("another build of this project is running"), "\(end.err)") }
        #expect(try await project.takeIDs().count == 6)
        #expect(try await project.pool("verify").code == 0)
    }
}
