import Foundation
import Media

/// Why a file cannot be used, in words. Such a file is a finding, not an error of ours.
enum FileFault {
    static let empty = "zero bytes"

    /// For a file that does not open.
    static func ofOpening(_ path: String, _ error: MediaError) throws -> String {
        let head = try firstBytes(of: path)
        if head.isEmpty { return empty }
        if error.reason.contains("no video stream") { return hasSound(path) ? "audio only" : "no video stream" }
        if error.operation == .decode, ["no decoder for", "(DRM)"].contains(where: error.reason.contains) { return error.reason }
        if isContainer(head) { return "truncated: the file lacks its index, so no frame decodes" }
        if error.operation == .decode { return "no frame decodes: \(error.reason)" }
        return "not a media file"
    }

    /// For a file that opened. Nil for a sound one.
    /// - Parameters:
    ///   - announced: frames the container lists; nil when it has no list.
    ///   - last: number of the last decoded picture, from its time.
    static func ofDecoding(frames: Int, announced: Int?, damaged: Int, last: Int?) -> String? {
        let whole = announced ?? frames + damaged
        if frames == 0 { return damaged > 0 || whole > 0 ? "damaged: none of \(max(whole, damaged)) frames decode" : "no frames" }
        if let announced, frames * 100 < announced * 97 {
            let endsEarly = last.map { $0 + 1 < announced * 97 / 100 } ?? true
            return endsEarly && frames <= announced
                ? "truncated: \(frames) of \(announced) frames decode" : "damaged: \(frames) of \(announced) frames decode"
        }
        if damaged > 0 { return "damaged: \(damaged) of \(whole) frames decode with errors" }
        return frames == 1 ? "a single still image" : nil
    }

    private static func hasSound(_ path: String) -> Bool {
        do {
            _ = try AudioReader(path: path)
            return true
        } catch {
            return false
        }
    }

    /// MP4 and MOV begin with the length and name of a box, Matroska and WebM with EBML's four bytes.
    private static func isContainer(_ head: Data) -> Bool {
        let name = String(decoding: head.dropFirst(4).prefix(4), as: UTF8.self)
        return ["ftyp", "moov", "mdat", "wide", "free", "skip"].contains(name) || Array(head.prefix(4)) == [0x1a, 0x45, 0xdf, 0xa3]
    }

    private static func firstBytes(of path: String) throws -> Data {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { file.closeFile() }
        return try file.read(upToCount: 16) ?? Data()
    }
}
