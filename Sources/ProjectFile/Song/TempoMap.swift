import Editorial
import Foundation

/// Tempo and time signatures of a standard MIDI file (MIDI Manufacturers Association, "Standard MIDI Files 1.0").
struct TempoMap {
    private static let mostPerSecond = 20.0

    private let ticksPerQuarter: Int
    private var tempos: [(tick: Int, microseconds: Int)] = []
    private var meters: [(tick: Int, beats: Int, quarters: Double)] = []

    init(_ data: Data, file: String) throws {
        let bytes = [UInt8](data)
        guard bytes.count >= 14 else { throw SongFileError(file: file, message: "the MIDI file ends in its header") }
        ticksPerQuarter = Int(bytes[12]) << 8 | Int(bytes[13])
        guard ticksPerQuarter > 0, ticksPerQuarter < 0x8000 else {
            throw SongFileError(file: file, message: "a MIDI file timed in video frames has no beats; export one timed in ticks")
        }
        var place = 14
        while place + 8 <= bytes.count {
            let length = bytes[(place + 4)..<(place + 8)].reduce(0) { $0 << 8 | Int($1) }
            let end = min(bytes.count, place + 8 + length)
            if bytes[place..<(place + 4)].elementsEqual("MTrk".utf8) {
                var track = Track(bytes: bytes[(place + 8)..<end])
                while let event = track.next() { take(event) }
            }
            place += 8 + length
        }
        tempos.sort { $0.tick < $1.tick }
        meters.sort { $0.tick < $1.tick }
        if tempos.first?.tick != 0 { tempos.insert((0, 500_000), at: 0) }
        if meters.first?.tick != 0 { meters.insert((0, 4, 1), at: 0) }
    }

    private mutating func take(_ event: Track.Meta) {
        if event.kind == 0x51, event.data.count == 3 {
            let microseconds = event.data.reduce(0) { $0 << 8 | Int($1) }
            if microseconds > 0 { tempos.append((event.tick, microseconds)) }
        }
        if event.kind == 0x58, event.data.count >= 2, event.data[0] > 0, event.data[1] <= 6 {
            let (count, power) = (Int(event.data[0]), event.data[1])
            let quarters = 4 / Double(1 << Int(power))
            // 6/8 has two beats, 9/8 three, 12/8 four.
            let isCompound = power >= 3 && count % 3 == 0 && count > 3
            meters.append((event.tick, isCompound ? count / 3 : count, isCompound ? quarters * 3 : quarters))
        }
    }

    /// Beats from the start of the file to `duration` seconds.
    func beats(until duration: Double, file: String) throws -> [BeatMark] {
        var marks: [BeatMark] = []
        // A tempo of nonsense would fill the memory.
        let most = Int(duration * Self.mostPerSecond) + 16
        for (index, meter) in meters.enumerated() {
            let end = index + 1 < meters.count ? Double(meters[index + 1].tick) : .infinity
            var beat = 0
            while true {
                let tick = Double(meter.tick) + Double(beat) * meter.quarters * Double(ticksPerQuarter)
                let time = seconds(atTick: tick)
                guard tick < end, time < duration else { break }
                guard marks.count < most else {
                    throw SongFileError(file: file, message: "its tempo gives more than \(Int(Self.mostPerSecond)) beats a second")
                }
                marks.append(BeatMark(time: time, beatInBar: beat % meter.beats + 1))
                beat += 1
            }
        }
        return marks
    }

    private func seconds(atTick tick: Double) -> Double {
        var time = 0.0
        for (index, tempo) in tempos.enumerated() where Double(tempo.tick) < tick {
            let end = index + 1 < tempos.count ? min(tick, Double(tempos[index + 1].tick)) : tick
            time += (end - Double(tempo.tick)) * Double(tempo.microseconds) / 1e6 / Double(ticksPerQuarter)
        }
        return time
    }
}

/// The meta events of one track. A track that is cut short ends where it does.
private struct Track {
    struct Meta {
        var tick: Int
        var kind: UInt8
        var data: [UInt8]
    }

    let bytes: ArraySlice<UInt8>
    private var place: Int
    private var tick = 0
    private var status: UInt8 = 0

    init(bytes: ArraySlice<UInt8>) { (self.bytes, place) = (bytes, bytes.startIndex) }

    mutating func next() -> Meta? {
        while let delta = number(), place < bytes.endIndex {
            tick += delta
            if bytes[place] >= 0x80 {
                status = bytes[place]
                place += 1
            }
            switch status {
            case 0xFF:
                guard place < bytes.endIndex else { return nil }
                let kind = bytes[place]
                place += 1
                guard let length = number(), place + length <= bytes.endIndex else { return nil }
                defer { place += length }
                return Meta(tick: tick, kind: kind, data: Array(bytes[place..<(place + length)]))
            case 0xF0, 0xF7:
                guard let length = number() else { return nil }
                place += length
            case 0xC0..<0xE0: place += 1
            default: place += 2
            }
        }
        return nil
    }

    /// Seven bits a byte, the last with its high bit clear.
    private mutating func number() -> Int? {
        var value = 0
        for _ in 0..<4 {
            guard place < bytes.endIndex else { return nil }
            let byte = bytes[place]
            place += 1
            value = value << 7 | Int(byte & 0x7F)
            if byte < 0x80 { return value }
        }
        return value
    }
}
