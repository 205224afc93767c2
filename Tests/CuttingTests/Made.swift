import Cutting
import Editorial
import Timebase

/// Songs, takes and projects made for the tests of this folder.
enum Made {
    static let format = PictureFormat(width: 320, height: 180, rate: FrameRate(24))

    /// A song with a beat every `60 / tempo` seconds from 0 on; each part is (role, seconds, energy).
    static func song(
        _ parts: [(role: String, seconds: Double, energy: Double)], tempo: Double = 120, beatsPerBar: Int = 4
    ) -> BeatGrid {
        let duration = parts.reduce(0) { $0 + $1.seconds }
        let count = Int((duration * tempo / 60).rounded(.up))
        return song(parts, beats: (0..<count).map { Double($0) * 60 / tempo }, beatsPerBar: beatsPerBar)
    }

    static func song(
        _ parts: [(role: String, seconds: Double, energy: Double)], beats times: [Double], beatsPerBar: Int = 4
    ) -> BeatGrid {
        var start = 0.0
        let sections = parts.enumerated().map { index, part in
            defer { start += part.seconds }
            return BeatGrid.Section(
                label: String(UnicodeScalar(UInt8(65 + index))), role: part.role, start: start, end: start + part.seconds,
                energy: part.energy)
        }
        let beats = times.enumerated().map { index, time in
            let beat = index % beatsPerBar
            return BeatGrid.Beat(time: time, bar: index / beatsPerBar + 1, beatInBar: beat + 1, strength: beat == 0 ? 0.9 : 0.4)
        }
        let energy = stride(from: 0, to: start, by: 0.5).map { time in sections.last { $0.start <= time }?.energy ?? 0.5 }
        return BeatGrid(
            duration: start, beatsPerMinute: 120, beatsPerBar: beatsPerBar, confidence: 1, beats: beats, sections: sections, energy: energy,
            energyStep: 0.5)
    }

    static let pop = song([
        ("intro", 16, 0.1), ("verse", 32, 0.4), ("chorus", 32, 0.9), ("verse", 32, 0.4), ("chorus", 32, 0.9), ("bridge", 32, 0.2),
        ("chorus", 48, 1), ("outro", 16, 0.1),
    ])

    static func project(
        _ shots: [Shot], keep: Int? = nil, weights: [String: Double] = [:], edit: EditSpec = EditSpec()
    ) -> Project {
        Project(
            title: "T", song: SongSpec(file: "/song.flac"), format: format, shots: shots,
            select: SelectSpec(keep: keep, weights: weights), edit: edit)
    }

    static func shots(_ count: Int, keep: Int? = nil) -> [Shot] {
        (1...count).map { Shot(id: "s\($0)", prompt: "a picture", keep: keep) }
    }

    static func scores(
        sharpness: Double = 0.5, motion: Double = 0.5, frames: Int = 96, defects: [String] = [], fingerprint: [UInt64] = [], peak: Int = 0
    ) -> Scores {
        Scores(
            parts: ["sharpness": .init(score: sharpness, raw: 0), "motion": .init(score: motion, raw: 0)], defects: defects,
            usable: FrameRange(start: 0, count: frames), fingerprint: fingerprint, motionPeak: peak)
    }

    /// A sound take whose id starts with its shot and ordinal.
    static func take(
        _ shot: String, _ ordinal: Int, scores: Scores? = scores(), frames: Int = 96, rate: FrameRate = FrameRate(24)
    ) -> Candidate {
        Candidate(take: id(shot, ordinal), shot: shot, ordinal: ordinal, frames: frames, rate: rate, scores: scores)
    }

    static func id(_ shot: String, _ ordinal: Int) -> String { "\(shot)-\(ordinal)-0123456789abcdef" }

    /// `each` takes of every shot with scores drawn from the seed and fingerprints that do not resemble each other.
    static func pool(_ shots: [Shot], each: Int, seconds: Double = 4, seed: UInt64 = 7) -> [Candidate] {
        var random = SeededRandom(seed: seed)
        let frames = Int(seconds * 24)
        return shots.flatMap { shot in
            (0..<each).map { ordinal in
                let prints = (0..<8).map { _ in random.next() }
                let peak = Int(random.unit() * Double(frames))
                let scores = scores(
                    sharpness: random.unit(), motion: random.unit(), frames: frames, fingerprint: prints, peak: peak)
                return take(shot.id, ordinal, scores: scores, frames: frames)
            }
        }
    }
}

extension [Candidate] {
    /// The same pool after a decision about one take.
    func deciding(_ decision: Decision, on take: String) -> [Candidate] {
        map { candidate in
            var candidate = candidate
            if candidate.take == take { candidate.verdict = candidate.verdict.applying(decision) }
            return candidate
        }
    }
}

/// Everything from a pool to a timeline.
struct Cut {
    let slots: [Slot]
    let selection: Selection
    let timeline: Timeline

    init(_ project: Project, _ pool: [Candidate], _ grid: BeatGrid = Made.pop, slots count: Int? = nil, previous: Timeline? = nil) {
        selection = Selector(project: project).select(from: pool)
        slots = SlotPlanner(project: project).plan(grid: grid, count: count ?? selection.kept.count).slots
        timeline = TimelineBuilder(project: project).build(
            slots: slots, selection: selection, candidates: pool, grid: grid, previous: previous)
    }

    var takes: [String] { timeline.clips.map(\.take) }
    var shots: [String] { timeline.clips.map(\.shot) }

    /// Slots whose clips differ.
    func changes(from other: Cut) -> [Int] {
        zip(timeline.clips, other.timeline.clips).filter { $0 != $1 }.map { $0.0.slot }
    }
}
