import Content
import Editorial
import Pool
import Testing

@Suite struct YieldTests {
    private func plan(_ number: Int, prompt: String, model: String, time: String) -> RequestPlan {
        RequestPlan(
            shot: number < 3 ? "intro" : "chorus", variant: ["time": time], ordinal: number, seed: UInt64(number % 2), generator: "studio",
            kind: "command", model: model, prompt: prompt, recipeKey: "one", recipe: "{}", estimated: 1_000_000)
    }

    /// Takes a, b, c of two models at a dollar each; one refusal, one failure that was billed half a dollar; an import for 2.
    private func bench() throws -> Pool {
        let bench = try Bench()
        let pool = bench.pool
        try pool.syncShots(
            [
                Shot(
                    id: "intro", prompt: "a door, {time}", camera: "slow push",
                    matrix: [MatrixAxis(name: "time", values: ["dusk", "dawn"])]),
                Shot(id: "chorus", prompt: "a road"),
            ], at: 1)
        let plans = [
            plan(0, prompt: "a door, dusk, slow push, 35mm film", model: "m-1", time: "dusk"),
            plan(1, prompt: "a door, dawn, slow push, 35mm film", model: "m-1", time: "dawn"),
            plan(2, prompt: "a door, dawn, slow push, grainy", model: "m-2", time: "dawn"),
            plan(3, prompt: "a road, 35mm film", model: "m-2", time: "dusk"),
            plan(4, prompt: "a road", model: "m-2", time: "dusk"),
        ]
        try pool.plan(plans, at: 1)
        try pool.claim(plans.map(\.id), at: 2)
        for (number, content) in ["a", "b", "c"].enumerated() {
            let model = number == 0 ? "m-1.1" : nil
            try pool.add(NewTake(of: plans[number], blob: blob(content), facts: facts, model: model), at: 3)
        }
        try pool.advance(plans[3].id, to: .refused, message: "no", at: 3)
        try pool.advance(plans[4].id, to: .failed, charging: 500_000, message: "oops", at: 3)
        var imported = clip("d", shot: "chorus")
        imported.charging = 2_000_000
        try pool.add(imported, at: 3)
        let kept = ["a", "b", "d"].map {
            Selection.Kept(take: blob($0).digest.hex, shot: $0 == "d" ? "chorus" : "intro", rankInShot: 1, quality: 1, reasons: [])
        }
        try pool.save(selection: Selection(kept: kept, dropped: [], wanted: 3), projectKey: "p", at: 4)
        try pool.record(.pick, take: blob("a").digest.hex, at: 5)
        try pool.record(.reject(reason: "hands: six"), take: blob("b").digest.hex, at: 5)
        try pool.record(.reject(reason: "melting"), take: blob("c").digest.hex, at: 5)
        return pool
    }

    @Test func takesKeptAndMoneyAreCountedByShot() throws {
        let lines = try bench().yield(by: .shot)
        #expect(lines.map(\.name) == ["intro", "chorus"])
        let intro = lines[0]
        #expect(intro.takes == 3 && intro.kept == 1 && intro.picked == 1 && intro.rejected == 2)
        #expect(intro.cost == 3_000_000)
        #expect(intro.costPerKeptSecond.map { Int($0.rounded()) } == Int((3_000_000 / 4.004).rounded()))
        #expect(intro.reasons == [.hands: 1])
        #expect(intro.otherWords == 1 && intro.withoutReason == 0)
        let chorus = lines[1]
        #expect(chorus.takes == 1 && chorus.kept == 1 && chorus.picked == 0)
        #expect(chorus.refused == 1 && chorus.failed == 1)
        #expect(chorus.cost == 2_500_000)
        #expect(chorus.keepRate == 1)
    }

    @Test func everyAxisAddsUpToTheSame() throws {
        let pool = try bench()
        let total = YieldLine.total(try pool.yield(by: .shot))
        #expect(total.cost == 5_500_000)
        for word in YieldAxis.words + ["time", "unheard-of"] {
            #expect(YieldLine.total(try pool.yield(by: YieldAxis(word))) == total, "\(word)")
        }
    }

    @Test func moneyIsCountedUnderTheModelTheServiceSaysItUsed() throws {
        let lines = try bench().yield(by: .model)
        #expect(lines.map(\.name) == ["m-1", "m-1.1", "m-2", nil])
        #expect(lines.map(\.cost) == [1_000_000, 1_000_000, 1_500_000, 2_000_000])
    }

    @Test func theLookIsWhatFollowsTheShotsOwnWords() throws {
        let lines = try bench().yield(by: .look)
        #expect(lines.map(\.name) == ["35mm film", "grainy", nil])
        #expect(lines.map(\.takes) == [2, 1, 1])
        #expect(lines.map(\.refused) == [1, 0, 0])
    }

    @Test func matrixValuesSeedsAndPromptsAreNames() throws {
        let pool = try bench()
        #expect(try pool.yield(by: .matrix("time")).map(\.name) == ["dawn", "dusk", nil])
        #expect(try pool.yield(by: .seed).map(\.name) == ["0", "1", nil])
        #expect(try pool.yield(by: .generator).map(\.name) == ["studio", "clips"])
        #expect(try pool.yield(by: .prompt, shots: ["chorus"]).map(\.name) == [nil, "a road", "a road, 35mm film"])
    }

    @Test func nothingKeptHasNoPricePerSecond() {
        let line = YieldLine(name: "x")
        #expect(line.keepRate == nil)
        #expect(line.costPerKeptSecond == nil)
    }
}
