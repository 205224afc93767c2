import Editorial
import Execution
import Foundation
import Pipeline
import Pool
import Synchronization
import Testing

/// Films of which takes were missing for no fault of theirs, and that got them later.
@Suite struct ProvisionalCutTests {
    private static let takes = 4

    private func film() throws -> Film { try Film(Film.yaml(takes: Self.takes, more: "select: {keep: 5}")) }

    /// Fails the jobs of a kind whose numbers, in the order they are asked for, are given.
    private func failing(_ kind: String, _ numbers: Set<Int>, code: String?) -> @Sendable (Job) -> JobFailure? {
        let seen = Mutex<[JobKey: Int]>([:])
        return { job in
            guard job.kind == kind else { return nil }
            let number = seen.withLock { seen in
                let number = seen[job.key] ?? seen.count
                seen[job.key] = number
                return number
            }
            guard numbers.contains(number) else { return nil }
            return JobFailure(kind: job.kind, label: job.label, reason: "the node was taken away", code: code)
        }
    }

    @Test(arguments: ["animatic", "score"]) func theFilmIsTheOneItWouldHaveBeenOnceTheyAreThere(kind: String) async throws {
        let calm = try film()
        try await calm.build(until: .cut)
        let wanted = try calm.cut().timeline.clips
        var others = 0
        for number in stride(from: 0, to: 3 * Self.takes, by: 2) {
            let film = try film()
            let first = try await film.build(until: .cut, fault: failing(kind, [number, (number + 5) % 12], code: JobFailure.surroundings))
            #expect(first.report.failed == 2)
            #expect(first.notes.contains("the cut is provisional: 2 takes come with the next build, which cuts as if they had been there"))
            if try film.cut().timeline.clips != wanted { others += 1 }
            // Twice in a row too.
            try await film.build(until: .cut, fault: failing(kind, [0], code: JobFailure.surroundings))
            let last = try await film.build(until: .cut)
            #expect(last.report.failed == 0 && !last.notes.contains { $0.contains("provisional") })
            #expect(try film.cut().timeline.clips == wanted)
            #expect(try film.session().openPool().settledCut() == film.session().openPool().latestCut()?.id)
        }
        #expect(others > 0, "what was missing was missed")
    }

    @Test func takesThatFailOfThemselvesDoNotMakeACutProvisional() async throws {
        let film = try film()
        try await film.build(until: .cut, fault: failing("animatic", [2], code: nil))
        #expect(try film.session().openPool().settledCut() == 1)
        let (before, pool) = (try film.cut(), try film.session().openPool())
        try await film.build(until: .cut)
        let kept = Set(try film.cut().timeline.clips.map(\.take))
        // As after any other change, takes that are still chosen stay where they were.
        for (old, new) in zip(before.timeline.clips, try film.cut().timeline.clips) where kept.contains(old.take) { #expect(old.take == new.take) }
        #expect(try pool.cuts().allSatisfy { $0.kind == .build })
    }

    @Test func whatWasSetByHandInAProvisionalCutStays() async throws {
        let film = try film()
        let fault = failing("animatic", [1, 6], code: JobFailure.surroundings)
        try await film.build(until: .cut, fault: fault)
        let pool = try film.session().openPool()
        var version = try #require(try pool.latestCut())
        let clip = version.timeline.clips[2]
        version.edits.pins = [CutEdits.Pin(start: version.slots[2].start, end: version.slots[2].end, take: clip.take, shot: clip.shot)]
        (version.kind, version.what, version.parent) = (.edit, "lock slot 3", version.id)
        #expect(try pool.settledCut() == nil)
        try pool.save(cut: version, after: version.id)
        #expect(try pool.settledCut() == version.id + 1)
        try await film.build(until: .cut)
        #expect(try film.cut().timeline.clips[2].take == clip.take)
    }
}
