import Content
import Cutting
import Editorial
import Events
import Foundation
import HTTPTypes
import Pipeline
import Pool
import Timebase

/// Where pages look at the cut and change it, one after the other.
///
/// The project file is read each time, so that what was changed in it is seen; what is cut and refused is `CutDesk`'s, as for `mv cut`.
actor CutBench {
    struct Edited: Encodable {
        var version: Int64?
        var what: String
        var changes: [ChangeWire]
        var cut: CutWire
    }

    struct ChangeWire: Encodable {
        var slot: Int
        var start: Double
        var kind: String
        var words: String

        init(_ change: CutDifference.Change) {
            (slot, start, kind, words) = (change.slot, change.start, change.kind.rawValue, change.words)
        }
    }

    struct Changes: Encodable { var changes: [ChangeWire] }

    struct ChoiceWire: Encodable {
        var id: String
        var shot: String
        var number: Int
        var quality: Double?
        var kept: Bool
        var placedIn: Int?
        var why: String?
    }

    struct Choices: Encodable { var takes: [ChoiceWire] }
    struct Trial: Encodable { var clip: CutWire.ClipWire }

    private let session: @Sendable () throws -> Session
    private let pool: Pool
    private let songs: SongShelf

    init(session: @escaping @Sendable () throws -> Session, pool: Pool, songs: SongShelf) {
        (self.session, self.pool, self.songs) = (session, pool, songs)
    }

    /// As it was kept last.
    private func desk() throws -> CutDesk {
        do {
            return try CutDesk(session: session(), isLooking: true)
        } catch let refusal as CutDesk.Refusal {
            throw Trouble(.notFound, refusal.description)
        }
    }

    func look() async throws -> CutWire {
        let desk = try desk()
        return try CutWire(desk, pool: pool, wave: await wave(desk.song))
    }

    /// A cut is shown without the shape of its song rather than not at all.
    private func wave(_ song: Blob) async -> (peaks: [UInt8], rate: Int)? { try? await songs.wave(of: song) }

    func sound() async throws -> String {
        let desk = try desk()
        let (timeline, song, start) = (desk.cut.timeline, desk.song, desk.filmStart)
        return try await songs.sound(of: song, from: start, lasting: timeline.frames, at: timeline.format.rate)
    }

    func choices(for slot: Int) throws -> Choices {
        Choices(
            takes: try desk().choices(for: slot).map { choice in
                let (take, selection) = (choice.take, choice.take.selection)
                return ChoiceWire(
                    id: take.id, shot: take.shot, number: take.origin.ordinal + 1, quality: selection?.quality, kept: selection?.kept ?? false,
                    placedIn: choice.slot, why: choice.words.isEmpty ? selection?.reasons.first : choice.words)
            })
    }

    /// The clip that a slot would have with another take, as the swap would place it.
    func trial(of take: String, in slot: Int) throws -> Trial {
        let desk = try desk()
        return Trial(clip: try CutWire.clip(try desk.trying(desk.take(take), in: slot), desk, pool))
    }

    func differenceFromAutomatic() throws -> Changes { Changes(changes: try desk().differenceFromAutomatic().changes.map(ChangeWire.init)) }

    func edit(_ asked: CutEditWire) async throws -> Edited {
        var desk = try CutDesk(session: session())
        if let seen = asked.seen, seen != desk.cut.version {
            throw Trouble(.conflict, "the cut was changed elsewhere since: nothing was done; look at it again", version: desk.cut.version)
        }
        let change = try Self.apply(asked, to: &desk)
        let wire = try CutWire(desk, pool: pool, wave: await wave(desk.song))
        return Edited(version: change.cut.version, what: change.what, changes: change.difference.changes.map(ChangeWire.init), cut: wire)
    }

    private static func apply(_ asked: CutEditWire, to desk: inout CutDesk) throws -> CutDesk.Change {
        func given<Value>(_ value: Value?, _ name: String) throws -> Value {
            guard let value else { throw Trouble(.badRequest, "'\(asked.edit.rawValue)' needs '\(name)'") }
            return value
        }
        switch asked.edit {
        case .swap: return try desk.swap(given(asked.slot, "slot"), to: desk.take(given(asked.take, "take")), from: asked.from)
        case .exchange: return try desk.swap(given(asked.slot, "slot"), with: given(asked.with, "with"))
        case .slip: return try desk.slip(given(asked.slot, "slot"), by: given(asked.frames, "frames"))
        case .lock: return try desk.lock(given(asked.slots, "slots"))
        case .unlock: return try desk.unlock(given(asked.slots, "slots"))
        case .move:
            let slot = try given(asked.slot, "slot")
            if let beats = asked.beats { return try desk.move(slot, beats: beats) }
            return try desk.move(slot, to: given(asked.to, "to"))
        case .split: return try desk.split(given(asked.slot, "slot"), at: asked.at)
        case .join: return try desk.join(given(asked.slot, "slot"))
        case .density: return try desk.change(given(asked.factor, "factor") > 1 ? .more : .fewer, slots: desk.slots(startingIn: part(asked, desk)))
        case .undo: return try desk.undo()
        case .replan: return try desk.replan()
        case .use: return try desk.use(desk.version("\(given(asked.version, "version"))"))
        }
    }

    private static func part(_ asked: CutEditWire, _ desk: CutDesk) throws -> Range<Double> {
        if let start = asked.start, let end = asked.end, start < end { return start..<end }
        guard let section = desk.grid.sections.first(where: { $0.label == asked.section }), section.start < section.end else {
            throw Trouble(.unprocessableContent, "there is no section '\(asked.section ?? "")' in the film")
        }
        return section.start..<section.end
    }
}
