import FakeServices
import Foundation
import GRDB
import Testing
import Timebase

/// A paid service, a program that is killed again and again, and what must hold at the end.
@Suite(.serialized) struct MoneyTests {
    private static let takes = 40

    private static func project(_ server: FakeServer) throws -> TinyProject {
        try TinyProject(
            yaml: """
                title: Paid
                song: song.wav
                format: {width: 128, height: 72, fps: 24}
                generators:
                  far: {kind: openai-videos, base_url: "\(server.url)/v1", dialect: openai, model: sora-2, poll: 0.01, concurrent: 6, price_per_take: 0.01}
                defaults: {generator: far, takes: \(takes / 2), seconds: 4}
                shots: [a window at night, a road at dawn]
                budget: \(Double(takes) / 100)
                """)
    }

    @Test func aBuildKilledTwoHundredTimesPaysForEachTakeOnceAndLosesNone() async throws {
        var random = SeededRandom(seed: 3, "kills")
        var kills = 0
        while kills < 200 {
            let fake = FakeOpenAIVideos(.openai)
            fake.book.always { $0.looks = 2 }
            let server = try await FakeServer.start(fake)
            let project = try Self.project(server)
            var isDone = false
            while !isDone, kills < 200 {
                // From before the program has read its project to well into the build.
                let moment = Double(random.next() % 1000) / 1000 * 0.35
                let start = ContinuousClock.now
                let code = try await Program.run(["build", "project.yaml", "--until", "takes"], in: project.folder, ending: SIGKILL) {
                    start.duration(to: .now) > .seconds(moment)
                }
                if code == 137 { kills += 1 } else { isDone = true }
                #expect(code == 137 || code == 0, "\(String(decoding: project.data("last-words.txt") ?? Data(), as: UTF8.self))")
            }
            try await settle(project, fake)
            await server.stop()
        }
    }

    /// Brings the project to its end and checks what must hold.
    private func settle(_ project: TinyProject, _ fake: FakeOpenAIVideos) async throws {
        let last = try await Program.run("build", "project.yaml", "--until", "takes", in: project.folder)
        var pool = try DatabaseQueue(path: project.folder + "/.mv/pool.sqlite")
        func count(_ sql: String) throws -> Int { try pool.read { try Int.fetchOne($0, sql: sql) ?? -1 } }
        let doubts = try count("SELECT count(*) FROM requests WHERE state = 'ambiguous'")
        // What is in doubt was never accepted, or it would have been found; and it was not sent again without a word.
        #expect(fake.accepted + doubts == Self.takes, "\(last.err)")
        if doubts > 0 {
            #expect(last.err.contains("mv requests resolve"))
            let resolved = try await Program.run("requests", "resolve", "project.yaml", "--all", "--ask-again", in: project.folder)
            #expect(resolved.code == 0, "\(resolved.err)")
            let again = try await Program.run("build", "project.yaml", "--until", "takes", in: project.folder)
            #expect(again.code == 0, "\(again.err)")
        }
        pool = try DatabaseQueue(path: project.folder + "/.mv/pool.sqlite")
        #expect(fake.accepted == Self.takes)
        #expect(try count("SELECT count(*) FROM requests WHERE state = 'done'") == Self.takes)
        #expect(try count("SELECT count(*) FROM takes WHERE broken IS NULL") == Self.takes)
        #expect(try count("SELECT count(DISTINCT provider_id) FROM requests") == Self.takes)
        #expect(try count("SELECT sum(billed) FROM requests") == Self.takes * 10_000)
        #expect(try count("SELECT sum(reserved) FROM requests") == 0)
        #expect(project.unfinished() == [])
    }
}
