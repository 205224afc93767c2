import Content
import Editorial
import Foundation
import GRDB
import Pool
import Testing
import Timebase

@Suite struct TakeTests {
    @Test func everyFactOfATakeComesBack() throws {
        let pool = try Bench().pool
        try pool.plan([ask(seed: .max, estimated: 40)], at: 1)
        try pool.claim(ask(seed: .max).id, at: 2)
        let take = try pool.add(NewTake(of: ask(seed: .max), blob: blob("a"), facts: facts, model: "m-1.1"), at: 3)
        #expect(take.facts == facts)
        #expect(take.blob == blob("a"))
        #expect(
            take.origin
                == Origin(
                    shot: "intro", ordinal: 0, request: ask(seed: .max).id, variant: ["time": "dusk"], generator: "studio", kind: "command",
                    model: "m-1.1", prompt: "a door, dusk", negative: "text", seed: .max, recipeKey: "one", recipe: #"{"seconds":"4"}"#,
                    cost: 40, importedFrom: nil, created: 3))
        #expect(take.state == .unscored && take.shotActive && take.current)
        let decoded = try JSONDecoder().decode(TakeRecord.self, from: JSONEncoder().encode(take))
        #expect(decoded == take)
    }

    @Test func theSameClipInTwoShotsBelongsToBoth() throws {
        let pool = try Bench().pool
        try pool.add(clip("a", shot: "intro"), at: 1)
        try pool.add(clip("a", shot: "chorus"), at: 2)
        let id = blob("a").digest.hex
        #expect(try pool.origins(of: id).map(\.shot) == ["intro", "chorus"])
        #expect(try pool.takes().map(\.shot) == ["intro", "chorus"])
        #expect(try pool.candidates().map(\.shot) == ["intro", "chorus"])
        #expect(try pool.take(id)?.shot == "intro")
        #expect(try pool.take(id, shot: "chorus")?.origin.created == 2)
        try pool.record(.reject(reason: "blurred"), take: id, at: 3)
        #expect(try pool.candidates().map(\.verdict.state) == [.reject, .reject])
    }

    @Test func theSameBytesFromTwoRequestsOfOneShotAreOneTakeWithBothPaid() throws {
        let pool = try Bench().pool
        for ordinal in 0..<2 {
            let plan = ask(ordinal: ordinal, estimated: 100)
            try pool.plan([plan], at: 1)
            try pool.claim(plan.id, at: 2)
            try pool.add(NewTake(of: plan, blob: blob("a"), facts: facts), at: 3)
        }
        #expect(try pool.takes().map(\.origin.ordinal) == [0])
        #expect(try pool.requests(take: blob("a").digest.hex).map(\.plan.ordinal) == [0, 1])
        #expect(try pool.requests(states: [.done]).count == 2)
        #expect(try pool.spending().billed == 200)
    }

    @Test func importingAgainChangesNothing() throws {
        let pool = try Bench().pool
        let first = try pool.add(clip("a"), at: 1)
        #expect(try pool.add(clip("a"), at: 9) == first)
    }

    @Test func takesOfARemovedShotStayMarkedAndComeBackWithIt() throws {
        let pool = try Bench().pool
        try pool.add([clip("a", shot: "intro"), clip("b", shot: "chorus")], at: 1)
        try pool.syncShots([Shot(id: "chorus", prompt: "a chorus")], at: 77)
        #expect(try pool.takes().map(\.shot) == ["chorus", "intro"])
        #expect(try pool.take(blob("a").digest.hex)?.shotActive == false)
        #expect(try pool.candidates().map(\.shot) == ["chorus"])
        #expect(try pool.candidates(includingRemoved: true).count == 2)
        #expect(try pool.shots(includingRemoved: true).map(\.removed) == [nil, 77])
        #expect(try pool.shots().map(\.shot.id) == ["chorus"])
        #expect(try pool.takesWithoutScores(key: "k").count == 1)

        try pool.syncShots([Shot(id: "intro", prompt: "anew"), Shot(id: "chorus", prompt: "a chorus")], at: 88)
        #expect(try pool.candidates().map(\.shot) == ["intro", "chorus"])
        #expect(try pool.shots().first?.shot.prompt == "anew")
        #expect(try pool.shots().first?.removed == nil)
    }

    @Test func twoShotsWithOneIdAreRefusedWhole() throws {
        let pool = try Bench().pool
        let error = refusal { try pool.syncShots([Shot(id: "x", prompt: ""), Shot(id: "x", prompt: "")], at: 1) }
        #expect(error?.kind == .invalid)
        #expect(try pool.shots().map(\.shot.id) == ["intro", "chorus"])
    }

    @Test func aTakeIsCurrentWhileAnyRequestForItAsksWhatTheShotAsks() throws {
        let pool = try Bench().pool
        let shots = [Shot(id: "intro", prompt: "")]
        for (ordinal, key, content) in [(0, "old", "a"), (1, "old", "same"), (1, "new", "same"), (2, "new", "b")] {
            let plan = ask(ordinal: ordinal, recipeKey: key)
            try pool.plan([plan], at: 1)
            try pool.claim(plan.id, at: 1)
            try pool.add(NewTake(of: plan, blob: blob(content), facts: facts), at: 1)
        }
        try pool.add(clip("imported"), at: 1)
        func current() throws -> Set<String> {
            var query = TakeQuery()
            query.current = true
            let found = try pool.takes(query)
            #expect(!found.map(\.current).contains(false))
            let candidates = try pool.candidates(includingOutdated: false)
            #expect(Set(candidates.map(\.take)) == Set(found.map(\.id)))
            return Set(found.map(\.id))
        }
        func ids(_ contents: String...) -> Set<String> { Set(contents.map { blob($0).digest.hex }) }
        #expect(try current() == ids("a", "same", "b", "imported"))
        try pool.syncShots(shots, recipeKeys: ["intro": ["new"]], at: 2)
        #expect(try current() == ids("same", "b", "imported"))
        try pool.syncShots(shots, recipeKeys: ["intro": ["old"]], at: 3)
        #expect(try current() == ids("a", "same", "imported"))
        #expect(try pool.candidates().count == 4)
    }

    @Test func aFilmIsMadeOfCurrentTakesThenOlderOnesThatWerePickedOrPinned() throws {
        let pool = try Bench().pool
        for (ordinal, key, content) in [(0, "old", "plain"), (1, "old", "picked"), (2, "old", "pinned"), (3, "new", "current")] {
            let plan = ask(ordinal: ordinal, recipeKey: key)
            try pool.plan([plan], at: 1)
            try pool.claim(plan.id, at: 1)
            try pool.add(NewTake(of: plan, blob: blob(content), facts: facts), at: 1)
        }
        try pool.add([clip("removed", shot: "chorus"), clip("pinned", shot: "chorus")], at: 1)
        try pool.record(.pick, take: blob("picked").digest.hex, at: 2)
        try pool.record(.pick, take: blob("removed").digest.hex, at: 2)
        try pool.syncShots([Shot(id: "intro", prompt: "a door")], recipeKeys: ["intro": ["new"]], at: 3)

        func film(pinned: String...) throws -> [String] {
            let contents = Dictionary(uniqueKeysWithValues: ["plain", "picked", "pinned", "current", "removed"].map { (blob($0).digest.hex, $0) })
            let candidates = try pool.filmCandidates(scoresKey: "k", pinned: Set(pinned.map { blob($0).digest.hex }))
            return candidates.map { "\(contents[$0.take] ?? $0.take) of \($0.shot)" }
        }
        #expect(try film() == ["current of intro", "picked of intro"])
        #expect(try film(pinned: "pinned") == ["current of intro", "picked of intro", "pinned of intro"])
        #expect(try film(pinned: "removed", "current") == ["current of intro", "picked of intro", "removed of chorus"])
        #expect(try pool.candidates(ofShot: "chorus", includingRemoved: true).map(\.take) == ["removed", "pinned"].map { blob($0).digest.hex })
    }

    @Test func aBrokenTakeIsKeptWithItsReasonAndIsNotMeasured() throws {
        let pool = try Bench().pool
        let take = NewTake(importing: blob("a"), facts: nil, broken: "no moov box", shot: "intro", generator: "clips")
        #expect(try pool.add(take, at: 1).state == .broken)
        try pool.add(clip("b"), at: 1)
        try pool.markBroken(blob("b").digest.hex, reason: "frame 12 cannot be decoded")
        #expect(try pool.candidates().map(\.broken) == ["no moov box", "frame 12 cannot be decoded"])
        #expect(try pool.candidates()[0].usableSeconds == 0)
        #expect(try pool.takesWithoutScores(key: "k").isEmpty)
        try pool.markSound(blob("a").digest.hex, facts: facts)
        #expect(try pool.take(blob("a").digest.hex)?.facts == facts)
        #expect(refusal { try pool.markBroken("nothing", reason: "") }?.kind == .unknown)
        #expect(refusal { try pool.add(NewTake(importing: blob("c"), facts: nil, shot: "intro", generator: "x"), at: 1) }?.kind == .invalid)
    }

    @Test func onlyAnArchivedTakeIsDeletedAndWhatWasDecidedOutlivesIt() throws {
        let bench = try Bench()
        let (pool, id) = (bench.pool, blob("a").digest.hex)
        try pool.plan([ask(estimated: 5)], at: 1)
        try pool.claim(ask().id, at: 1)
        try pool.add(NewTake(of: ask(), blob: blob("a"), facts: facts), at: 1)
        try pool.record(.reject(reason: "six fingers"), take: id, at: 2)
        try pool.save(scores: scores(0.5), for: id, key: "k", at: 2)
        #expect(refusal { try pool.delete(id) }?.kind == .invalid)
        #expect(throws: DatabaseError.self) { try bench.raw().write { try $0.execute(sql: "DELETE FROM takes") } }
        try pool.archive(id, at: 3)
        #expect(try pool.candidates().isEmpty)
        #expect(try pool.take(id)?.state == .archived)
        try pool.delete(id)
        #expect(try pool.take(id) == nil)
        #expect(try pool.request(ask().id)?.state == .done)
        #expect(try pool.spending().billed == 5)
        #expect(try pool.problems().isEmpty)
        try pool.add(clip("a"), at: 4)
        #expect(try pool.candidates().map(\.verdict.reason) == ["six fingers"])
    }

    @Test func theSameBytesBringAnArchivedTakeBack() throws {
        let pool = try Bench().pool
        try pool.add(clip("a"), at: 1)
        try pool.archive(blob("a").digest.hex, at: 2)
        #expect(try pool.add(clip("a"), at: 3).archived == nil)
    }
}
