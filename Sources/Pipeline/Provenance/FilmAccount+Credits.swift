import Editorial
import Foundation

extension FilmAccount {
    /// `NAME.credits.md`: what is put under a film where it is shown.
    ///
    /// - Parameter rate: frames a second.
    func credits(rate: Double) -> String {
        var lines = ["# \(Self.plain(project.title))", ""]
        let song = project.song
        let name = song.title ?? project.title
        lines.append("Music: \(Self.plain(song.artist.map { "\($0), " } ?? ""))\(Self.plain(name))\(song.isrc.map { " (ISRC \($0))" } ?? "")")
        lines += ["", "## Pictures", ""]
        for model in models {
            let seconds = String(format: "%.1f", Double(model.frames) / rate)
            var line = "- \(Self.plain(model.inWords)): \(Self.count(model.clips, "clip")) from \(Self.count(model.takes, "take")), \(seconds) s"
            if let licence = model.licence { line += "; licence: \(Self.plain(licence))" }
            if let terms = model.terms { line += "; terms: <\(terms)>" }
            lines.append(line)
        }
        if let disclosure { lines += ["", "## How it was made", "", Self.plain(disclosure)] }
        lines += ["", "Digital source type: <\(source.uri)>", "", "Assembled by mv."]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func count(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }

    /// Without what Markdown would take for marks.
    private static func plain(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ").reduce(into: "") { text, sign in
            if "\\`*_[]<>#".contains(sign) { text.append("\\") }
            text.append(sign)
        }
    }
}
