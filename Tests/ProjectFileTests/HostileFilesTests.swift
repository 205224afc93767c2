import Editorial
import Events
import Foundation
import ProjectFile
import Testing
import Timebase

/// Files of people's that accidents, or ill will, have changed: each is read, or refused in words. What traps ends this whole process.
@Suite struct HostileFilesTests {
    /// The nightly script asks for many times as many.
    private static let rounds = 400 * (ProcessInfo.processInfo.environment["MV_FUZZ_TIMES"].flatMap { Int($0) } ?? 1)

    private static let pieces = [
        "\0", "\u{FEFF}", "\r", "\r\n", "\t", "&a", "*a", "<<: *a", "!!binary", "{{{{", "[[[[", "- - - -", "? ", ": ", "|", ">", "%YAML 9.9", "---", "...", "\"", "'",
        "-1", "1e999", "NaN", ".inf", "9223372036854775808", "0x7f", "1:99:99", "99:99:99,999 --> 00:00:00,000", "[99:99.99]", "{\\an99}", "Dialogue: ", "LUT_3D_SIZE 999",
        "\u{202E}", "🎬", "e\u{301}", "\u{2028}",
    ]

    private func spoiled(_ text: [UInt8], _ round: Int, _ random: inout SeededRandom) -> [UInt8] {
        var bytes = text
        for _ in 0...(round % 4) {
            guard !bytes.isEmpty else { return bytes }
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...120, using: &random)))
            case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 80)], at: place)
            case 3: bytes.removeSubrange(place...)
            default: bytes.insert(contentsOf: Array((Self.pieces.randomElement(using: &random) ?? "").utf8), at: place)
            }
        }
        return bytes
    }

    private func survive(_ text: String, _ name: String, _ read: ([UInt8]) throws -> Void) -> Int {
        var random = SeededRandom(seed: 5, name)
        var refused = 0
        for round in 0..<Self.rounds {
            do { try read(spoiled(Array(text.utf8), round, &random)) } catch { refused += 1 }
        }
        return refused
    }

    @Test func projectFilesAreReadOrRefusedWithAPlaceForEachFault() throws {
        for (index, block) in try Documentation.blocks("yaml").enumerated() {
            let refused = survive(block, "project \(index)") { bytes in
                do {
                    _ = try Sample.reader.read(text: String(decoding: bytes, as: UTF8.self), name: "project.yaml", folder: Sample.folder)
                } catch let error as Diagnostics {
                    #expect(error.all.contains { $0.severity == .error })
                    #expect(error.all.allSatisfy { $0.line >= 0 && !$0.message.isEmpty })
                    throw error
                }
            }
            #expect(refused > 0)
        }
    }

    @Test(arguments: [
        ("srt", "1\n00:00:01,000 --> 00:00:02,500\n<i>hold</i> on\n\n2\n0:00:03.250 --> 0:00:04.000\n{\\an8}up\n"),
        ("lrc", "[ar:Somebody]\n[offset:+500]\n[00:10.00]one\n[00:12.50][01:00.00]two <00:13.00>three\n[00:20.00][Chorus]\n"),
        ("ass", "[Script Info]\nPlayResX: 640\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Default,Arial,20\n[Events]\nFormat: Layer, Start, End, Style, Text\nDialogue: 0,0:00:01.00,0:00:02.00,Default,hello {\\i1}you\n"),
    ])
    func captionsAreReadOrRefusedInWords(_ kind: String, _ text: String) throws {
        let path = Sample.folder + "/hostile-\(UUID().uuidString).\(kind)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = survive(text, kind) { bytes in
            try Data(bytes).write(to: URL(filePath: path))
            do {
                let captions = try CaptionFile.read(path)
                #expect(captions.lines.allSatisfy { $0.start.isFinite && $0.end.isFinite && $0.start >= 0 && $0.end >= $0.start })
            } catch let error as SongFileError {
                #expect(!error.message.isEmpty)
                throw error
            }
        }
    }

    @Test func otherFilesBesideASongAreReadOrRefused() throws {
        let path = Sample.folder + "/hostile-\(UUID().uuidString).txt"
        defer { try? FileManager.default.removeItem(atPath: path) }
        for (name, text) in [
            ("beats", "0.5\n1.0 1\n1.5 2\n2.0\t3\n"), ("beats json", "{\"beats\":[0.5,1.0,1.5],\"downbeats\":[0.5]}"),
            ("sections", "0 intro\n12.5 verse\n1:02 chorus\n"), ("lyrics", "[00:10.00]one\n[00:12.50]two\n"),
        ] {
            _ = survive(text, name) { bytes in
                try Data(bytes).write(to: URL(filePath: path))
                switch name {
                case "sections": _ = try SectionsFile.read(path)
                case "lyrics": _ = try LyricsFile.read(path)
                default: _ = try BeatsFile.read(path, duration: 60)
                }
            }
        }
    }
}
