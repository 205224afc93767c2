import Foundation
import Testing

@Suite struct BeatsTests {
    @Test func theJSONHasEveryPartThatIsDocumented() async throws {
        let project = try TinyProject()
        let ended = try await Program.run("beats", "song.wav", "--json", "--plot", "song.svg", in: project.folder)
        #expect(ended.code == 0, "\(ended.err)")
        let heard = try #require(try JSONSerialization.jsonObject(with: Data(ended.out.utf8)) as? [String: Any])
        #expect(heard["duration"] as? Double == Double(TinyProject.seconds))
        #expect(heard["tempo"] as? Double == 120)
        #expect(heard["meter"] as? Int == 4)
        let beats = try #require(heard["beats"] as? [Double])
        #expect((15...16).contains(beats.count))
        #expect((heard["beat_in_bar"] as? [Int])?.count == beats.count && (heard["tempo_curve"] as? [Double])?.count == beats.count)
        #expect(Set(try #require(heard["downbeats"] as? [Double])).isSubset(of: Set(beats)))
        let candidates = try #require(heard["tempo_candidates"] as? [[String: Double]])
        #expect(candidates[0]["bpm"] == 120)
        #expect(abs(candidates.reduce(0) { $0 + ($1["confidence"] ?? 0) } - 1) < 1e-9)
        let onsets = try #require(heard["onsets"] as? [String: [Double]])
        #expect(Set(onsets.keys) == ["low", "mid", "high"] && onsets["low"]?.isEmpty == false)
        let energy = try #require(heard["energy"] as? [String: Any])
        #expect((energy["values"] as? [Double])?.count == TinyProject.seconds * (energy["rate"] as? Int ?? 0))
        for key in ["sections", "silences", "sounding", "hits", "novelty", "confidence", "meter_confidence"] {
            #expect(heard[key] != nil, "\(key)")
        }
        let picture = String(decoding: project.data("song.svg") ?? Data(), as: UTF8.self)
        #expect(picture.hasPrefix("<svg") && picture.hasSuffix("</svg>\n") && picture.contains("song.wav"))
    }

    @Test func theSameIsDrawnAsPNG() async throws {
        let project = try TinyProject()
        #expect(try await Program.run("beats", "song.wav", "--plot", "song.PNG", in: project.folder).code == 0)
        let bytes = [UInt8](project.data("song.PNG") ?? Data())
        try #require(bytes.count > 1000 && Array(bytes[..<8]) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
        func number(_ at: Int) -> Int { bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
        #expect(number(16) == 120 + 20 * TinyProject.seconds && number(20) == 420)
    }

    @Test func aProjectsSongIsHeardAsTheProjectSaysItIs() async throws {
        let yaml = TinyProject.yaml().replacingOccurrences(
            of: "song: song.wav",
            with:
                "song: {file: song.wav, bpm: 100, offset: 0.25, meter: 3, sections: [{start: 0, label: verse}, {start: 4, label: chorus}]}")
        let project = try TinyProject(yaml: yaml)
        let ended = try await Program.run("beats", "project.yaml", "--json", in: project.folder)
        #expect(ended.code == 0, "\(ended.err)")
        let heard = try #require(try JSONSerialization.jsonObject(with: Data(ended.out.utf8)) as? [String: Any])
        let downbeats = try #require(heard["downbeats"] as? [Double])
        for (index, time) in downbeats.enumerated() { #expect(abs(time - (0.25 + 1.8 * Double(index))) < 1e-9) }
        #expect((heard["sections"] as? [[String: Any]])?.map { $0["role"] as? String } == ["verse", "chorus"])
        let film = try await project.build()
        #expect(film.code == 0, "\(film.err)")
        let starts = try project.clips().dropFirst().map { try #require(($0["record"] as? [String: Any])?["start"] as? Int) }
        #expect(starts.count == 4)
        for start in starts {
            let place = (Double(start) / 24 - 0.25) / 0.3
            #expect(abs(place - place.rounded()) * 0.3 <= 0.5 / 24 + 1e-9, "frame \(start) is on no beat of the given grid")
        }
    }

    @Test func whatPlotCannotDrawIsToldBeforeTheSongIsHeard() async throws {
        let project = try TinyProject()
        let ended = try await Program.run("beats", "song.wav", "--plot", "song.gif", in: project.folder)
        #expect(ended.code == 64 && ended.err.contains("'song.gif' ends neither in .svg nor in .png"))
        #expect(!project.exists("song.gif"))
    }

    @Test func aProgramOfTheUsersHearsInsteadAndIsAskedOnce() async throws {
        let yaml = TinyProject.yaml().replacingOccurrences(
            of: "song: song.wav", with: "song: {file: song.wav, listen: {command: [sh, ears.sh, '{song}']}}")
        let project = try TinyProject(yaml: yaml)
        let script = """
            test -s "$1" || exit 1
            echo asked >> asked.txt
            echo loading
            echo '{"beats": [0.3, 0.9, 1.5, 2.1, 2.7, 3.3, 3.9],'
            echo ' "downbeats": [0.3, 2.1], "sections": [{"start": 0}, {"start": 2.2, "label": "chorus"}]}'
            """
        try Data(script.utf8).write(to: URL(fileURLWithPath: project.folder + "/ears.sh"))
        for _ in 0..<2 {
            let heard = try await Program.run("beats", "project.yaml", in: project.folder)
            #expect(heard.code == 0, "\(heard.err)")
            #expect(heard.out.contains("tempo       100.0 bpm, 3 beats a bar"))
            #expect(heard.out.contains("0:02.100 – 0:08.000  bar 2  chorus"))
        }
        #expect(project.data("asked.txt") == Data("asked\n".utf8))
    }

    @Test func aProgramThatFailsIsToldWithWhatItWrote() async throws {
        let yaml = TinyProject.yaml().replacingOccurrences(
            of: "song: song.wav", with: "song: {file: song.wav, listen: {command: [sh, -c, 'echo no weights >&2; exit 3', '{song}']}}")
        let project = try TinyProject(yaml: yaml)
        let ended = try await project.build()
        #expect(ended.code == 1)
        #expect((ended.out + ended.err).contains("'sh', which song.listen names, ended with exit code 3"))
        #expect((ended.out + ended.err).contains("no weights"))
    }
}
