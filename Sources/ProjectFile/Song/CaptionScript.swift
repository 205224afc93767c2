import Editorial
import Foundation
import Timebase

/// Scripts of Advanced SubStation Alpha (`.ass`) and the older SubStation Alpha (`.ssa`), whose looks are their own.
enum CaptionScript {
    /// As version 4+ has them.
    private static let usual = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]

    /// - Throws: `SongFileError` with the line at fault.
    static func read(_ lines: [String], _ path: String) throws -> Captions {
        var header: [String] = []
        var fonts: [[UInt8]] = []
        var read: [Captions.Line] = []
        var section = ""
        var format = usual
        for (index, line) in lines.enumerated() {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            // Lines of fonts have no small letters.
            if trimmed.hasPrefix("["), trimmed.hasSuffix("]"), section != "[fonts]" || trimmed.contains(where: \.isLowercase) {
                section = trimmed.lowercased()
            }
            if section == "[fonts]" {
                if trimmed.hasPrefix("fontname:") { fonts.append([]) } else if !fonts.isEmpty { fonts[fonts.count - 1] += trimmed.utf8 }
                continue
            }
            guard section == "[events]" else {
                // Programs keep notes to themselves in sections of their own.
                if ["[script info]", "[v4 styles]", "[v4+ styles]"].contains(section), !trimmed.hasPrefix(";") { header.append(line) }
                continue
            }
            if let names = value(trimmed, of: "Format") {
                format = names.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
                guard format.last == "text", ["start", "end"].allSatisfy(format.contains) else {
                    throw SongFileError(file: path, line: index + 1, message: "the fields of its lines need Start and End, and Text as the last one")
                }
            } else if let fields = value(trimmed, of: "Dialogue") {
                read.append(try self.line(fields, format, index, path))
            }
        }
        guard !read.isEmpty else { throw SongFileError(file: path, message: "it has no line 'Dialogue:'; expected subtitles of Advanced SubStation Alpha") }
        while header.last?.allSatisfy(\.isWhitespace) == true { header.removeLast() }
        return Captions(
            lines: read.sorted { $0.start < $1.start }, header: header.joined(separator: "\n") + "\n",
            fonts: fonts.map { Data(decoded($0.filter { (33...96).contains($0) })) }.filter { !$0.isEmpty })
    }

    /// Six bits of each letter, counted from 33. Of the last ones, of which less than four are left, whole bytes.
    private static func decoded(_ letters: [UInt8]) -> [UInt8] {
        var (bytes, held, bits): ([UInt8], UInt32, Int) = ([], 0, 0)
        for letter in letters {
            held = held << 6 | UInt32(letter - 33)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
            }
        }
        return bytes
    }

    private static func value(_ line: String, of key: String) -> String? {
        line.hasPrefix(key + ":") ? String(line.dropFirst(key.count + 1)).trimmingCharacters(in: .whitespaces) : nil
    }

    private static func line(_ text: String, _ format: [String], _ index: Int, _ path: String) throws -> Captions.Line {
        let parts = text.split(separator: ",", maxSplits: format.count - 1, omittingEmptySubsequences: false).map(String.init)
        func fault(_ message: String) -> SongFileError { SongFileError(file: path, line: index + 1, message: message) }
        guard parts.count == format.count else { throw fault("expected \(format.count) fields, found \(parts.count)") }
        func field(_ name: String) -> String? { format.firstIndex(of: name).map { parts[$0].trimmingCharacters(in: .whitespaces) } }
        let times = try ["start", "end"].map { name in
            guard let word = field(name), let time = ClockTime.seconds(word) else {
                throw fault("expected a time such as 0:01:02.50, found '\(field(name) ?? "")'")
            }
            return time
        }
        guard times[1] >= times[0] else { throw fault("it ends before it begins") }
        let fields = ["name", "marginl", "marginr", "marginv", "effect"].map { field($0) ?? ($0.hasPrefix("margin") ? "0" : "") }
        return Captions.Line(
            start: times[0], end: times[1], text: parts[format.count - 1], layer: field("layer").flatMap { Int($0) } ?? 0,
            style: field("style") ?? "Default", fields: fields.joined(separator: ","))
    }
}
