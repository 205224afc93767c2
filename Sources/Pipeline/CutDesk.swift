public import Cutting
public import Editorial
import Foundation
public import Pool
import ProjectFile
import Timebase

/// Where people change the cut: each change makes a new version, and nothing else of the cut moves.
///
/// Everything is refused as a whole or done as a whole; what is refused leaves no trace. Slots are named by their numbers in `cut`.
public struct CutDesk {
    /// What cannot be done, why, and what to do instead.
    public struct Refusal: Error, Sendable, CustomStringConvertible {
        public var description: String
        init(_ description: String) { self.description = description }
    }

    /// What a change came to.
    public struct Change: Sendable {
        public var what: String
        public var cut: Cut
        public var difference: CutDifference
    }

    let session: Session
    let pool: Pool
    let heard: SongStage.Heard
    private let stage: CutStage
    private let scoresKey: String
    /// The newest version, as a build would make it now.
    public private(set) var cut: Cut

    /// - Parameter isLooking: for looking at versions only: nothing is planned anew. Nor is it while there are takes that were not measured,
    ///   as in the middle of a build: the cut is edited as it was kept last.
    /// - Throws: `BuildError` or `Refusal` when there is nothing to cut yet.
    public init(session: Session, isLooking: Bool = false) throws {
        guard FileManager.default.fileExists(atPath: session.workspace.pool) else {
            throw Refusal("there are no takes yet; 'mv build --until cut' makes them and the first cut")
        }
        guard let heard = try SongStage(session: session, executor: NoExecutor()).known() else {
            throw Refusal("the song has not been heard yet; 'mv build --until cut' makes the first cut")
        }
        pool = try isLooking ? session.openPoolForLooking() : session.openPool()
        (self.session, self.heard) = (session, heard)
        stage = CutStage(session: session, pool: pool)
        scoresKey = try ScoresStage.key(session)
        let newest = try pool.latestCut()?.id
        let written = Explanation(session: session)
        let kept = try? isLooking ? written.cutWithoutDropped() : written.cut()
        if let kept, kept.version == newest, newest != nil, try isLooking || !pool.takesWithoutScores(key: scoresKey).isEmpty {
            cut = kept
        } else {
            cut = try stage.run(heard, scoresKey: scoresKey, saving: !pool.isForReading)
        }
        guard !cut.timeline.clips.isEmpty else {
            throw Refusal("there is no take that could be shown; 'mv build --until cut' makes and measures them")
        }
    }

    public var filmStart: Double { session.project.song.start ?? 0 }
    public var versions: [CutHeading] { get throws { try pool.cuts() } }
    public var edits: CutEdits { cut.edits ?? CutEdits() }

    /// The numbers of the slots that an address or a range of the song touches: those that start in it, or else the one that
    /// is on screen there.
    /// - Throws: `AddressError`.
    public func slots(at address: MusicalRange) throws -> [Int] {
        let seconds = try seconds(of: address)
        if seconds.lowerBound < seconds.upperBound {
            let inside = cut.slots.filter {
                $0.start >= seconds.lowerBound - CutEdits.near && $0.start < seconds.upperBound - CutEdits.near
            }
            if !inside.isEmpty { return inside.map(\.number) }
        }
        let time = seconds.lowerBound + CutEdits.near
        return [(cut.slots.last { $0.start <= time } ?? cut.slots[0]).number]
    }

    /// The numbers of the slots that start in a part of the film.
    public func slots(startingIn part: Range<Double>) -> [Int] {
        cut.slots.filter { part.contains($0.start + CutEdits.near / 2) }.map(\.number)
    }

    /// Seconds of the film.
    /// - Throws: `AddressError`.
    public func seconds(of address: MusicalRange) throws -> ClosedRange<Double> {
        let lyrics = try session.project.song.hearing.lyricsFile.map { try LyricsFile.read($0) } ?? []
        let film = filmStart...(filmStart + heard.grid.duration)
        let found = try AddressBook(grid: heard.whole, film: film, lyrics: lyrics).seconds(of: address)
        guard film.contains(found.lowerBound) || film.contains(found.upperBound) else {
            throw AddressError(
                "'\(address)' is at \(ClockTime.text(found.lowerBound)) of the song, which the film leaves out",
                hint: "it covers \(ClockTime.text(film.lowerBound)) to \(ClockTime.text(film.upperBound))")
        }
        return max(0, found.lowerBound - filmStart)...max(0, min(found.upperBound, film.upperBound) - filmStart)
    }

    public func take(_ prefix: String) throws -> TakeRecord { try pool.resolve(prefix: prefix) }

    // MARK: - What the changes share

    func slot(_ number: Int) throws -> Slot {
        guard let slot = cut.slots.first(where: { $0.number == number }) else {
            throw Refusal("there is no slot \(number); the cut has slots 1 to \(cut.slots.count)")
        }
        return slot
    }

    func clip(_ number: Int) throws -> Clip {
        _ = try slot(number)
        guard let clip = cut.timeline.clips.first(where: { $0.slot == number }) else {
            throw Refusal("slot \(number) has no clip of its own: the one beside it is held; make more takes first")
        }
        return clip
    }

    func pin(_ number: Int) throws -> CutEdits.Pin? { cut.pin(of: try slot(number), filmStart: filmStart) }

    /// A pin for a slot, in place of the one there.
    func pinning(_ number: Int, _ edits: CutEdits, _ make: (Slot, CutEdits.Pin?) -> CutEdits.Pin?) throws -> CutEdits {
        let slot = try slot(number)
        var edits = edits
        let there = edits.pins.firstIndex { $0.covers(slot, from: filmStart) }
        let old = there.map { edits.pins.remove(at: $0) }
        if let pin = make(slot, old) { edits.pins.append(pin) }
        edits.pins.sort { $0.start < $1.start }
        return edits
    }

    /// All cuts as they are, in seconds of the song's file.
    var bounds: [Double] { cut.slots.dropFirst().map { $0.start + filmStart } }

    /// Plans the cut with these edits, keeps it as a new version and makes it the one that is built.
    mutating func apply(
        _ edits: CutEdits, _ what: String, kind: CutVersion.Kind = .edit, following previous: Timeline?, parent: Int64?
    ) throws -> Change {
        let planned = try planned(edits, following: previous)
        let made = try stage.save(planned, kind, what, parent: parent, after: cut.version)
        let difference = CutDifference(from: (cut.slots, cut.timeline.clips), to: (made.slots, made.timeline.clips))
        cut = made
        return Change(what: what, cut: made, difference: difference)
    }

    mutating func apply(_ edits: CutEdits, _ what: String) throws -> Change {
        guard edits != self.edits else { throw Refusal("that is so already: nothing was changed") }
        return try apply(edits, what, following: cut.timeline, parent: cut.version)
    }

    /// The cut that edits would make, without keeping it.
    func planned(_ edits: CutEdits, following previous: Timeline?) throws -> Cut {
        try stage.planned(heard, scoresKey: scoresKey, edits: edits, previous: previous)
    }

    func version(_ id: Int64) throws -> CutVersion {
        guard let version = try pool.cut(id) else { throw Refusal("there is no version \(id) of the cut; 'mv cut list' shows them") }
        return version
    }

    /// A version by its number or its name.
    public func version(_ word: String) throws -> CutVersion {
        if let id = Int64(word) { return try version(id) }
        guard let id = try pool.cut(named: word) else {
            let names = try versions.flatMap(\.names)
            let there = names.isEmpty ? "none has a name yet" : "names are \(names.joined(separator: ", "))"
            throw Refusal("no version of the cut is called '\(word)': \(there); 'mv cut list' shows all")
        }
        return try version(id)
    }

    public func newest() throws -> CutVersion { try version(cut.version ?? 0) }

    /// The version that one was made from.
    public func before(_ version: CutVersion) throws -> CutVersion {
        guard let parent = version.parent else { throw Refusal("version \(version.id) is the first: there is none to hold it against") }
        return try self.version(parent)
    }

    public func name(_ version: CutVersion, _ name: String) throws { try pool.name(cut: version.id, name) }
}
