import Timebase

/// Finds addresses in a song.
public struct AddressBook: Sendable {
    /// A line of the lyrics.
    public struct Line: Hashable, Sendable, Codable {
        /// Seconds from the start of the song's file.
        public var time: Double
        public var words: String

        public init(time: Double, words: String) { (self.time, self.words) = (time, words) }
    }

    private static let slack = 0.05

    private let grid: BeatGrid
    private let film: ClosedRange<Double>
    private let lyrics: [Line]

    /// - Parameters:
    ///   - grid: of the whole song.
    ///   - film: the part of the song that the film covers, seconds.
    public init(grid: BeatGrid, film: ClosedRange<Double>, lyrics: [Line] = []) {
        (self.grid, self.film, self.lyrics) = (grid, film, lyrics)
    }

    /// Seconds of the song's file that a range covers: of a moment both ends are the same.
    /// - Throws: `AddressError` that names what there is instead.
    public func seconds(of range: MusicalRange) throws -> ClosedRange<Double> {
        let first = try seconds(of: range.from)
        guard let to = range.to else { return first }
        let last = try seconds(of: to)
        guard last.upperBound >= first.lowerBound else {
            throw AddressError(
                "'\(range)' ends at \(ClockTime.text(last.upperBound)), before it begins at \(ClockTime.text(first.lowerBound))",
                hint: "write the earlier one first")
        }
        return first.lowerBound...last.upperBound
    }

    private func seconds(of address: MusicalAddress) throws -> ClosedRange<Double> {
        let base = try anchor(address)
        guard address.bar != nil || address.beat != nil else { return base }
        let inside = grid.beats.indices.filter {
            grid.beats[$0].time >= base.lowerBound - Self.slack && grid.beats[$0].time < base.upperBound - Self.slack
        }
        guard !inside.isEmpty else {
            throw AddressError("'\(address)' is nowhere: no beats were found there", hint: "see 'mv beats', or give a time")
        }
        guard let bar = address.bar else { return try beat(address, Array(inside), "\(MusicalAddress(address.anchor))") }
        let downbeats = inside.filter { grid.beats[$0].isDownbeat }
        guard bar <= downbeats.count else {
            let where_ = address.anchor == .song ? "the song" : "'\(MusicalAddress(address.anchor))'"
            throw AddressError("'\(address)' is nowhere: \(where_) has \(count(downbeats.count, "bar"))", hint: nearest(downbeats.last))
        }
        let first = downbeats[bar - 1]
        let next = grid.beats.indices.first { $0 > first && grid.beats[$0].isDownbeat } ?? grid.beats.count
        if address.beat != nil { return try beat(address, Array(first..<next), "bar \(bar)") }
        return grid.beats[first].time...(next < grid.beats.count ? grid.beats[next].time : grid.duration)
    }

    private func beat(_ address: MusicalAddress, _ beats: [Int], _ place: String) throws -> ClosedRange<Double> {
        guard let number = address.beat, number <= beats.count else {
            let name = place.isEmpty ? "the song" : place
            throw AddressError("'\(address)' is nowhere: \(name) has \(count(beats.count, "beat"))", hint: nearest(beats.last))
        }
        let time = grid.beats[beats[number - 1]].time
        return time...time
    }

    private func anchor(_ address: MusicalAddress) throws -> ClosedRange<Double> {
        switch address.anchor {
        case .song: return 0...max(grid.duration, 0)
        case .start: return moment(film.lowerBound, address)
        case .end: return film.upperBound...film.upperBound
        case .time(let time):
            guard time <= grid.duration else {
                throw AddressError("'\(ClockTime.text(time))' is after the end of the song", hint: "it lasts \(ClockTime.text(grid.duration))")
            }
            return time...time
        case .drop(let number):
            let drops = grid.details.hits.filter { $0.kind == .drop }
            guard number <= drops.count else {
                let there = drops.isEmpty ? "no drop was heard" : "\(count(drops.count, "drop")) \(drops.count == 1 ? "was" : "were") heard"
                throw AddressError("'\(address)' is nowhere: \(there)", hint: "say a time, or a section: 'mv beats' lists them")
            }
            return moment(drops[number - 1].time, address)
        case .section(let name, let number):
            if let whole = grid.sections.first(where: { $0.label == "\(name) \(number)" }) { return whole.start...whole.end }
            let named = sections(name)
            guard number <= named.count else { throw missing(name, number, named) }
            return named[number - 1].start...named[number - 1].end
        case .lyric(let words, let number):
            let lines = lyrics.filter { Self.plain($0.words).contains(Self.plain(words)) }
            guard number <= lines.count else { throw missing(lyric: words, number, lines) }
            return moment(lines[number - 1].time, address)
        }
    }

    /// A moment, or where bars and beats are counted from it, the rest of the song.
    private func moment(_ time: Double, _ address: MusicalAddress) -> ClosedRange<Double> {
        address.bar == nil && address.beat == nil ? time...time : time...max(time, grid.duration)
    }

    private func sections(_ name: String) -> [BeatGrid.Section] {
        let exact = grid.sections.filter { $0.label == name }
        if !exact.isEmpty { return exact }
        return grid.sections.filter { $0.role?.lowercased() == name.lowercased() || $0.label.lowercased() == name.lowercased() }
    }

    private func missing(_ name: String, _ number: Int, _ named: [BeatGrid.Section]) -> AddressError {
        if named.isEmpty {
            let all = grid.sections.map { section in (section.role ?? section.label) + " at " + ClockTime.text(section.start) }
            return AddressError("the song has no section '\(name)'", hint: "it has \(all.prefix(16).joined(separator: ", "))")
        }
        let starts = named.map { ClockTime.text($0.start) }.joined(separator: ", ")
        return AddressError(
            "'\(name) \(number)' is nowhere: the song has \(named.count) of '\(name)'", hint: "beginning at \(starts)")
    }

    private func missing(lyric words: String, _ number: Int, _ lines: [Line]) -> AddressError {
        if lyrics.isEmpty { return AddressError("there are no lyrics to find '\(words)' in", hint: "name them: song: {lyrics: song.lrc}") }
        guard lines.isEmpty else {
            return AddressError(
                "'\(words)' is sung \(count(lines.count, "time")), not \(number)",
                hint: "at \(lines.map { ClockTime.text($0.time) }.joined(separator: ", "))")
        }
        let wanted = Set(Self.plain(words).split(separator: " "))
        let near = lyrics.max { wanted.intersection(Self.plain($0.words).split(separator: " ")).count
            < wanted.intersection(Self.plain($1.words).split(separator: " ")).count }
        return AddressError("nobody sings '\(words)'", hint: near.map { "the nearest line is \"\($0.words)\", at \(ClockTime.text($0.time))" } ?? "")
    }

    private func nearest(_ beat: Int?) -> String {
        guard let beat else { return "see 'mv beats'" }
        return "the last one is at \(ClockTime.text(grid.beats[beat].time))"
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// Small letters and single blanks, without punctuation.
    private static func plain(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber || $0.isWhitespace }.split { $0.isWhitespace }.joined(separator: " ")
    }
}
