import Cutting
import Editorial
import Testing
import Timebase

private let shots = Made.shots(10)

/// Each shot once, where it is seen first.
private func firstSeen(_ shots: [String]) -> [String] {
    shots.reduce(into: []) { seen, shot in if !seen.contains(shot) { seen.append(shot) } }
}

@Test func theTimelineCoversTheFilmInTheOrderOfTheStoryAndUsesATakeOnce() {
    let cut = Cut(Made.project(shots, keep: 40), Made.pool(shots, each: 8))
    #expect(cut.timeline.isContinuous)
    #expect(cut.timeline.frames == 240 * 24)
    #expect(cut.timeline.clips.map(\.slot) == Array(1...40))
    #expect(Set(cut.takes).count == 40)
    #expect(firstSeen(cut.shots) == shots.map(\.id))
    #expect(shots.allSatisfy { shot in cut.shots.count { $0 == shot.id } == 4 })
}

@Test func everyFrameShownLiesInTheUsablePartAtAnyRate() {
    for rate in [FrameRate(24), FrameRate(25), FrameRate(30000, 1001), FrameRate(60), FrameRate(12)] {
        for seconds in [0.6, 1.7, 4, 12] {
            let frames = max(6, rate.frames(lasting: seconds))
            let pool = Made.pool(shots, each: 4).map { take in
                var take = take
                (take.rate, take.frames) = (rate, frames)
                take.scores?.usable = FrameRange(start: 2, count: frames - 3)
                return take
            }
            let cut = Cut(Made.project(shots, keep: 40), pool)
            for clip in cut.timeline.clips {
                let usable = 2..<(frames - 1)
                let shown = (0..<clip.record.count).map { clip.sourceFrame(at: $0, recordRate: FrameRate(24)) }
                #expect(shown.allSatisfy { usable.contains($0) })
                #expect(shown == shown.sorted())
                #expect(clip.source.start == shown[0])
                #expect(clip.source.end > shown[shown.count - 1])
                #expect(clip.sourceRate == rate)
            }
        }
    }
}

@Test func aTakeShorterThanItsSlotIsSlowedJustEnoughAndSaidWhenBelowHalf() throws {
    let song = Made.song([("verse", 12, 0.5)])
    let one = [Shot(id: "a", prompt: "p"), Shot(id: "b", prompt: "p")]
    let pool = [Made.take("a", 0, scores: nil, frames: 48), Made.take("b", 0, scores: nil, frames: 400)]
    let cut = Cut(Made.project(one), pool, song)
    let clip = try #require(cut.timeline.clips.first)
    #expect(clip.speed == Rational(48, Int64(clip.record.count)))
    #expect(clip.source == FrameRange(start: 0, count: 48))
    #expect(clip.sourceFrame(at: clip.record.count - 1, recordRate: FrameRate(24)) == 47)
    #expect(cut.timeline.clips[1].speed == Rational(1))
    let warning = try #require(cut.timeline.warnings.first { $0.hasPrefix("slot 1 (shot 'a'") })
    #expect(warning.contains("slowed to 0.") && warning.contains("make longer takes"))
}

@Test func motionPeaksOnABeatOfTheSlotWhereThereIsRoom() {
    let pool = Made.pool(shots, each: 8, seconds: 16)
    let cut = Cut(Made.project(shots, keep: 40), pool)
    let beats = Set(Made.pop.beats.map { FrameRate(24).frame(nearest: $0.time) })
    var onBeat = 0
    for clip in cut.timeline.clips {
        guard let peak = pool.first(where: { $0.take == clip.take })?.scores?.motionPeak else { continue }
        if clip.source.start > 3, clip.source.contains(FrameRange(start: peak, count: 1)) {
            onBeat += beats.contains(clip.record.start + peak - clip.source.start) ? 1 : 0
        }
    }
    #expect(onBeat >= 20)
}

@Test func theStrongestBeatGetsThePeakAndTheFirstFramesAreSkipped() throws {
    var song = Made.song([("verse", 4, 0.5)])
    song.beats[5].strength = 1
    let long = [Shot(id: "a", prompt: "p")]
    let pool = [Made.take("a", 0, scores: Made.scores(frames: 300, peak: 150), frames: 300)]
    let clip = try #require(Cut(Made.project(long), pool, song).timeline.clips.first)
    #expect(clip.source.start == 150 - 60)
    let early = [Made.take("a", 0, scores: Made.scores(frames: 300, peak: 4), frames: 300)]
    let centred = try #require(Cut(Made.project(long), early, song).timeline.clips.first)
    #expect(centred.source.start == 3 + (300 - 96 - 3) / 2)
}

@Test func shotsGoWhereTheirPlaceAsks() {
    var placed = shots
    placed[8].place = Place(first: true)
    placed[0].place = Place(last: true)
    placed[1].place = Place(sections: ["bridge"])
    placed[2].place = Place(sections: ["C"])
    placed[3].place = Place(bars: 60...75)
    placed[4].place = Place(time: 200...215)
    placed[5].place = Place(beats: 33...96)
    for index in placed.indices where placed[index].place != nil { placed[index].keep = 2 }
    let cut = Cut(Made.project(placed, keep: 40), Made.pool(placed, each: 10, seconds: 10))
    func slots(_ shot: String) -> [Slot] { cut.timeline.clips.filter { $0.shot == shot }.map { cut.slots[$0.slot - 1] } }
    #expect(slots("s9").map(\.number) == [1, 2])
    #expect(slots("s1").map(\.number) == [39, 40])
    #expect(slots("s2").allSatisfy { $0.role == "bridge" })
    #expect(slots("s3").allSatisfy { $0.section == "C" })
    #expect(slots("s4").allSatisfy { (60...75).contains($0.bar) })
    #expect(slots("s5").allSatisfy { (200...215).contains($0.start) })
    #expect(slots("s6").allSatisfy { (33...96).contains($0.beatInSong) })
    let free = cut.shots.filter { ["s7", "s8", "s10"].contains($0) }
    #expect(firstSeen(free) == ["s7", "s8", "s10"])
    #expect(cut.timeline.warnings.isEmpty)
}

@Test func placesHoldInAFlowingOrderToo() {
    var placed = shots
    placed[8].place = Place(first: true)
    placed[1].place = Place(sections: ["bridge"])
    let cut = Cut(Made.project(placed, keep: 30, edit: EditSpec(order: .flow)), Made.pool(placed, each: 5))
    #expect(cut.shots.prefix(3).allSatisfy { $0 == "s9" })
    for clip in cut.timeline.clips where clip.shot == "s2" { #expect(cut.slots[clip.slot - 1].role == "bridge") }
}

@Test func aFlowingOrderPutsMovingShotsInLoudPassagesAndKeepsTakesOfAShotApart() {
    let pool = Made.pool(shots, each: 6).map { take in
        var take = take
        let number = Double(take.shot.dropFirst()) ?? 0
        take.scores?.parts["motion"] = .init(score: number / 10, raw: number)
        return take
    }
    let cut = Cut(Made.project(shots, keep: 40, edit: EditSpec(order: .flow)), pool)
    func energy(_ wanted: ClosedRange<Int>) -> Double {
        let clips = cut.timeline.clips.filter { wanted.contains(Int($0.shot.dropFirst()) ?? 0) }
        return clips.reduce(0) { $0 + cut.slots[$1.slot - 1].energy } / Double(clips.count)
    }
    #expect(energy(7...10) > energy(1...4) + 0.2)
    #expect(zip(cut.shots, cut.shots.dropFirst()).count { $0 == $1 } <= 2)
}

@Test func aGroupKeepsItsOrderWhereverItStands() {
    var grouped = shots
    for index in [2, 5, 7] { grouped[index].group = "walk" }
    let pool = Made.pool(grouped, each: 4)
    let flow = Cut(Made.project(grouped, keep: 30, edit: EditSpec(order: .flow)), pool)
    let walk = flow.shots.filter { ["s3", "s6", "s8"].contains($0) }
    #expect(walk == ["s3", "s3", "s3", "s6", "s6", "s6", "s8", "s8", "s8"])
}

@Test func aSectionTheSongDoesNotHaveIsNamedWithThoseItHas() {
    var placed = shots
    placed[4].place = Place(sections: ["solo"])
    let cut = Cut(Made.project(placed), Made.pool(placed, each: 2))
    #expect(cut.timeline.isContinuous)
    #expect(cut.timeline.warnings.contains { $0.contains("'s5'") && $0.contains("solo") && $0.contains("F (bridge)") })
}

@Test func morePlacedTakesThanPlacesStandOutsideWithAWarning() {
    var placed = shots
    placed[4].place = Place(bars: 1...1)
    placed[4].keep = 3
    let cut = Cut(Made.project(placed), Made.pool(placed, each: 4))
    #expect(cut.shots.first == "s5")
    #expect(cut.timeline.warnings.count { $0.contains("'s5' outside its place") } == 2)
}

@Test func slotsWithoutATakeShowTheClipBesideAndAreNamed() {
    let cut = Cut(Made.project(shots), Made.pool(shots, each: 1), slots: 12)
    #expect(cut.timeline.isContinuous)
    #expect(cut.timeline.clips.count == 10)
    #expect(cut.timeline.warnings.contains { $0.hasPrefix("slots ") && $0.contains("no take of their own") })
    #expect(cut.shots == shots.map(\.id))
}

@Test func takesBeyondTheSlotsAreNamed() {
    let cut = Cut(Made.project(shots, keep: 20), Made.pool(shots, each: 2), slots: 18)
    #expect(cut.timeline.clips.count == 18)
    #expect(cut.timeline.warnings.contains { $0.contains("not shown are") })
}

@Test func withoutAnyTakeTheTimelineIsEmptyAndSaysSo() {
    let cut = Cut(Made.project(shots), [], slots: 10)
    #expect(cut.timeline.clips.isEmpty)
    #expect(cut.timeline.frames == 240 * 24)
    #expect(cut.timeline.warnings.contains { $0.contains("no take is left") })
}

@Test func aTakeMuchTooShortChangesPlacesWithALongOneOfItsShot() {
    let two = [Shot(id: "a", prompt: "p", keep: 2)]
    let pool = [Made.take("a", 0, scores: nil, frames: 26), Made.take("a", 1, scores: nil, frames: 240)]
    let song = Made.song([("verse", 8, 0), ("drop", 1, 1)])
    let cut = Cut(Made.project(two), pool, song)
    #expect(cut.slots.map(\.record.count) == [192, 24])
    #expect(cut.takes == [pool[1].take, pool[0].take])
    #expect(cut.timeline.clips.allSatisfy { $0.speed == Rational(1) })
}

@Test func sectionsDissolveWithinHandlesAndHalfAClip() {
    let edit = EditSpec(atSections: TransitionSpec(.dissolve, length: .seconds(0.5)), fadeIn: 1, fadeOut: 2)
    let cut = Cut(Made.project(shots, keep: 60, edit: edit), Made.pool(shots, each: 8, seconds: 8))
    #expect(cut.timeline.fadeInFrames == 24 && cut.timeline.fadeOutFrames == 48)
    for (index, clip) in cut.timeline.clips.enumerated() {
        guard index > 0, cut.slots[clip.slot - 1].opensSection else {
            #expect(clip.transition == nil)
            continue
        }
        let before = cut.timeline.clips[index - 1]
        #expect(clip.transition == Transition(.dissolve, frames: 12))
        #expect(before.sourceFrame(at: before.record.count - 1 + clip.overlap, recordRate: FrameRate(24)) < 192)
    }
    let tight = Cut(Made.project(shots, keep: 60, edit: edit), Made.pool(shots, each: 8, seconds: 1))
    #expect(tight.timeline.clips.filter { $0.speed < Rational(1) }.count > 40)
    for (before, clip) in zip(tight.timeline.clips, tight.timeline.clips.dropFirst()) where before.speed < Rational(1) {
        #expect(clip.overlap <= 2)
    }
}

@Test func cutsAreHardWhereNoTransitionIsAskedFor() {
    let cut = Cut(Made.project(shots, keep: 40), Made.pool(shots, each: 8))
    #expect(cut.timeline.clips.allSatisfy { $0.transition == nil })
}

@Test(arguments: [EditSpec.Order.story, .flow])
func aShotDoesNotFollowItselfWhileThereAreOthers(order: EditSpec.Order) {
    let shots = Made.shots(12, keep: 2)
    let project = Made.project(shots, keep: 24, edit: EditSpec(order: order))
    let cut = Cut(project, Made.pool(shots, each: 3))
    #expect(cut.shots.count == 24)
    #expect(zip(cut.shots, cut.shots.dropFirst()).allSatisfy { $0 != $1 }, "\(cut.shots)")
}

@Test func theStoryStillGoesForward() {
    let shots = Made.shots(12, keep: 2)
    let cut = Cut(Made.project(shots, keep: 24), Made.pool(shots, each: 3))
    for (position, shot) in shots.enumerated() {
        let slots = cut.shots.indices.filter { cut.shots[$0] == shot.id }
        let mean = Double(slots.reduce(0, +)) / Double(slots.count)
        #expect(abs(mean - (2 * Double(position) + 0.5)) <= 1.5, "\(cut.shots)")
    }
}

@Test func anotherOrderIsAnotherCutThoughTheLastOneIsKnown() {
    let shots = Made.shots(12)
    let pool = Made.pool(shots, each: 3)
    let story = Cut(Made.project(shots, keep: 12), pool)
    let asked = Made.project(shots, keep: 12, edit: EditSpec(order: .flow))
    #expect(Cut(asked, pool, previous: story.timeline).shots == Cut(asked, pool).shots)
    #expect(Cut(asked, pool, previous: story.timeline).shots != story.shots)
}
