import Foundation

/// An MP4 or MOV file read by the letter of ISO/IEC 14496-12, by nothing that also writes them.
struct MP4Boxes {
    struct Fault: Error, CustomStringConvertible {
        var description: String
    }

    struct Box {
        var kind: String
        /// Of the file, without the header.
        var content: Range<Int>
    }

    struct Track {
        var handler: String
        /// Four letters of its sample description.
        var tag: String
        /// Ticks a second of the track, and of the film.
        var timescale: Int
        var movieTimescale: Int
        /// Ticks of the track by `mdhd`; of the film by `tkhd`.
        var mediaDuration: Int
        var trackDuration: Int
        /// Of every sample, in the order of decoding: ticks, and from decoding to showing.
        var durations: [Int]
        var offsets: [Int]
        /// Length in ticks of the film and first tick of the track.
        var edits: [(duration: Int, start: Int)]

        /// When each sample is shown, in ticks of the track after the edit, in order.
        var shown: [Int] {
            var (time, all): (Int, [Int]) = (0, [])
            for (index, duration) in durations.enumerated() {
                all.append(time + offsets[index] - (edits.first?.start ?? 0))
                time += duration
            }
            return all.sorted()
        }
    }

    let bytes: [UInt8]
    private(set) var top: [Box] = []

    init(path: String) throws {
        bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        top = try boxes(in: 0..<bytes.count)
    }

    func number(_ at: Int, _ count: Int = 4) -> Int {
        var number = 0
        for byte in bytes[at..<at + count] { number = number * 256 + Int(byte) }
        return number
    }

    private func signed(_ at: Int) -> Int { Int(Int32(bitPattern: UInt32(number(at)))) }
    private func word(_ at: Int) -> String { String(decoding: bytes[at..<at + 4], as: UTF8.self) }

    /// Boxes that fill a range to its last byte.
    func boxes(in range: Range<Int>) throws -> [Box] {
        var (at, all): (Int, [Box]) = (range.lowerBound, [])
        while at < range.upperBound {
            guard at + 8 <= range.upperBound else { throw Fault(description: "\(range.upperBound - at) bytes are left over at \(at)") }
            var (size, header) = (number(at), 8)
            if size == 1 { (size, header) = (number(at + 8, 8), 16) }
            guard size >= header, at + size <= range.upperBound else { throw Fault(description: "'\(word(at + 4))' at \(at) is \(size) bytes long") }
            all.append(Box(kind: word(at + 4), content: at + header..<at + size))
            at += size
        }
        return all
    }

    func child(_ path: [String], of box: Box) throws -> Box {
        var box = box
        for kind in path {
            guard let next = try boxes(in: box.content).first(where: { $0.kind == kind }) else { throw Fault(description: "'\(box.kind)' has no '\(kind)'") }
            box = next
        }
        return box
    }

    private func clock(_ box: Box, track: Bool = false) -> (scale: Int, duration: Int) {
        let start = box.content.lowerBound
        let isLong = bytes[start] == 1
        let scale = start + 4 + (isLong ? 16 : 8)
        let duration = scale + (track ? 8 : 4)
        return (track ? 0 : number(scale), isLong ? number(duration, 8) : number(duration))
    }

    func tracks() throws -> [Track] {
        guard let movie = top.first(where: { $0.kind == "moov" }) else { throw Fault(description: "there is no 'moov'") }
        let scale = clock(try child(["mvhd"], of: movie)).scale
        return try boxes(in: movie.content).filter { $0.kind == "trak" }.map { track in
            let media = try child(["mdia"], of: track)
            let table = try child(["minf", "stbl"], of: media)
            func entries(_ kind: String) throws -> [(Int, Int)] {
                guard let box = try boxes(in: table.content).first(where: { $0.kind == kind }) else { return [] }
                let at = box.content.lowerBound
                return (0..<number(at + 4)).map { index in
                    let entry = at + 8 + index * 8
                    return (number(entry), signed(entry + 4))
                }
            }
            let durations = try entries("stts").flatMap { Array(repeating: $0.1, count: $0.0) }
            let offsets = try entries("ctts").flatMap { Array(repeating: $0.1, count: $0.0) }
            var edits: [(duration: Int, start: Int)] = []
            if let list = try? child(["edts", "elst"], of: track) {
                let at = list.content.lowerBound
                let isLong = bytes[at] == 1
                for index in 0..<number(at + 4) {
                    let entry = at + 8 + index * (isLong ? 20 : 12)
                    edits.append(isLong ? (number(entry, 8), number(entry + 8, 8)) : (number(entry), signed(entry + 4)))
                }
            }
            let header = clock(try child(["mdhd"], of: media))
            return Track(
                handler: word(try child(["hdlr"], of: media).content.lowerBound + 8), tag: word(try child(["stsd"], of: table).content.lowerBound + 12),
                timescale: header.scale, movieTimescale: scale, mediaDuration: header.duration,
                trackDuration: clock(try child(["tkhd"], of: track), track: true).duration, durations: durations,
                offsets: offsets.isEmpty ? Array(repeating: 0, count: durations.count) : offsets, edits: edits)
        }
    }
}
