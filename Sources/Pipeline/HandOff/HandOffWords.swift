import Editorial
import Foundation
import Interchange
import ProjectFile
import Timebase

/// What people read in a hand-off's folder.
enum HandOffWords {
    static func readme(_ film: HandOff, _ formats: [HandOffFormat], _ files: [String]) -> String {
        var lines = [
            "\(film.name)", String(repeating: "=", count: max(3, film.name.count)), "",
            "\(film.frames) frames at \(rate(film.rate)) frames a second, \(film.width)x\(film.height), \(film.clips.count) clips.",
            "It begins at \(TimeCode.text(film.startFrame, at: film.rate, dropsFrames: TimeCode.dropsFrames(film.rate))).", "",
        ]
        for format in formats {
            lines += [format.name, String(repeating: "-", count: format.name.count)]
            lines += format.steps.enumerated().map { "\($0.offset + 1). \($0.element)" } + [""]
        }
        lines += ["What is here", "------------"]
        let known: [(String, String)] = [
            ("media", "the takes, conformed: \(rate(film.rate)) frames a second, square pixels, Rec. 709, no sound, each from its first frame to its last"),
            ("media/song.wav", "the song, 48 kHz, 24 bits; it is one piece and begins with the film"),
            ("reference", "the film as mv made it, frame for frame what the timeline should look like"),
            ("lyrics.srt", "captions"), ("markers.csv", "beats, downbeats, sections and hits, with frames and time code"),
            ("markers_resolve.edl", "the same as DaVinci Resolve imports them"), ("cut.json", "the whole cut, with the reasons"),
            ("media.json", "which file is which take; keep it with the folder, it finds the way back"),
            ("left-out.txt", "what each format could not carry"),
        ]
        for (name, what) in known where name.hasPrefix("media") || files.contains(where: { $0.hasPrefix(name) }) { lines.append("- \(name): \(what)") }
        lines += [
            "", "Names are SHOT_tTAKE. The reel and the clip's metadata carry the take's key, so that the edit finds its way back:",
            "save or export it from your program (OTIO, XML, FCPXML, EDL, or the Kdenlive or MLT project itself), then:", "",
            "    mv import-cut project.yaml FILE", "",
            "That shows what changed and keeps it as a new version of the cut; 'mv build' encodes what is new. Nothing of the cut you have is lost.", "",
        ]
        return lines.joined(separator: "\n")
    }

    /// By format, each thing once, with the frames it concerns.
    static func leftOut(_ all: [(format: String, what: [LeftOut])], rate: FrameRate) -> String {
        var lines: [String] = []
        for (format, what) in all {
            lines.append(format == "all" ? "In none of them" : format)
            lines += what.isEmpty ? ["  everything is there"] : what.map { "  - " + sentence($0) }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    /// `a whip pan of 8 frames became a cut (frames 212, 480)`
    static func sentence(_ one: LeftOut) -> String {
        guard !one.frames.isEmpty else { return one.what }
        let shown = one.frames.prefix(8).map(String.init).joined(separator: ", ")
        let rest = one.frames.count > 8 ? " and \(one.frames.count - 8) more" : ""
        return "\(one.what) (\(one.frames.count == 1 ? "frame" : "frames") \(shown)\(rest))"
    }

    /// Captions in the film's time, as SubRip; nil where the project has none.
    static func lyrics(_ session: Session, frames: Int, rate: FrameRate) throws -> String? {
        guard let file = session.project.titles.captions else { return nil }
        let start = session.project.song.start ?? 0
        func milliseconds(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }
        let cues = try CaptionFile.read(file).lines.sorted { $0.start < $1.start }.map { line in
            CaptionTrack.Cue(start: milliseconds(line.start - start), end: milliseconds(line.end - start), runs: ScriptText.runs(line.text))
        }
        let shown = CaptionTrack.sequence(cues, length: milliseconds(rate.seconds(at: frames)))
        guard !shown.isEmpty else { return nil }
        func time(_ milliseconds: Int) -> String {
            func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
            let rest = milliseconds % 1000
            let three = String(repeating: "0", count: 3 - "\(rest)".count) + "\(rest)"
            return "\(two(milliseconds / 3_600_000)):\(two(milliseconds / 60_000 % 60)):\(two(milliseconds / 1000 % 60)),\(three)"
        }
        return shown.enumerated().map { index, cue in
            "\(index + 1)\n\(time(cue.start)) --> \(time(cue.end))\n\(cue.runs.map(\.text).joined())\n"
        }.joined(separator: "\n")
    }

    private static func rate(_ rate: FrameRate) -> String {
        let value = (rate.doubleValue * 1000).rounded() / 1000
        return value == value.rounded() ? "\(Int(value))" : "\(value)"
    }
}
