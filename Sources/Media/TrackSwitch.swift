import Content
import Foundation

/// Switches tracks of finished MP4 and MOV files off: players show such a track when asked to. libav's muxer switches the first track of each
/// kind on, whatever it is told.
enum TrackSwitch {
    private static let captions = ["sbtl", "text", "subt"]

    /// Switches off all tracks of captions.
    static func captionsOff(_ path: String) throws(MediaError) {
        do {
            let file = try FileHandle(forUpdating: URL(filePath: path))
            defer { try? file.close() }
            let end = try file.seekToEnd()
            guard let movie = try box("moov", in: 0..<end, file) else { return }
            for track in try boxes(in: movie, file) where track.kind == "trak" {
                guard let header = try box("tkhd", in: track.body, file), let media = try box("mdia", in: track.body, file),
                    let handler = try box("hdlr", in: media, file), captions.contains(try kind(at: handler.lowerBound + 8, file))
                else { continue }
                // Three bytes of flags after one of the version; bit 0 of the last says that the track is on.
                let place = header.lowerBound + 3
                try file.seek(toOffset: place)
                guard let flags = try file.read(upToCount: 1)?.first else { continue }
                try file.seek(toOffset: place)
                try file.write(contentsOf: Data([flags & 0xFE]))
            }
        } catch {
            throw MediaError(.mux, path, "its captions cannot be switched off: \(FileTrouble.words(error))")
        }
    }

    private static func box(_ kind: String, in range: Range<UInt64>, _ file: FileHandle) throws -> Range<UInt64>? {
        try boxes(in: range, file).first { $0.kind == kind }?.body
    }

    /// ISO/IEC 14496-12, 4.2: size and kind, then what is inside.
    private static func boxes(in range: Range<UInt64>, _ file: FileHandle) throws -> [(kind: String, body: Range<UInt64>)] {
        var boxes: [(kind: String, body: Range<UInt64>)] = []
        var start = range.lowerBound
        while start + 8 <= range.upperBound {
            var (size, head) = (try number(at: start, 4, file), UInt64(8))
            if size == 1 { (size, head) = (try number(at: start + 8, 8, file), 16) }
            if size == 0 { size = range.upperBound - start }
            guard size >= head, start + size <= range.upperBound else { break }
            boxes.append((try kind(at: start + 4, file), start + head..<start + size))
            start += size
        }
        return boxes
    }

    private static func number(at place: UInt64, _ count: Int, _ file: FileHandle) throws -> UInt64 {
        try file.seek(toOffset: place)
        return (try file.read(upToCount: count) ?? Data()).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func kind(at place: UInt64, _ file: FileHandle) throws -> String {
        try file.seek(toOffset: place)
        return String(decoding: try file.read(upToCount: 4) ?? Data(), as: UTF8.self)
    }
}
