import Content
import Editorial
import Foundation
import ProjectFile
import Recipes
import Timebase

extension FilmStyling {
    /// Titles, credits and captions that are part of the picture; nil for none.
    func words(for deliverable: DeliverableSpec) throws -> FilmWords? {
        let captions = deliverable.captions == .burn ? try self.captions() : nil
        let format = deliverable.format(of: project.format)
        let styles = WordStyles(width: format.width, height: format.height, family: fonts.families[askedFamily()] ?? askedFamily())
        var own: [FilmWords.Event] = []
        if let captions, captions.header == nil { own += captions.lines.map { event($0, style: WordStyles.caption) } }
        own += cards(styles)
        var scripts: [FilmWords.Script] = []
        if let captions, let header = captions.header {
            scripts.append(FilmWords.Script(header: header, events: captions.lines.map { event($0, style: $0.style) }))
        }
        if !own.isEmpty { scripts.append(FilmWords.Script(header: styles.header, events: own)) }
        let inFilm = scripts.compactMap { script -> FilmWords.Script? in
            var script = script
            script.events.removeAll { $0.end <= 0 || $0.start >= filmLength || $0.end <= $0.start }
            return script.events.isEmpty ? nil : script
        }
        guard !inFilm.isEmpty else { return nil }
        let project = try projectFonts(captions)
        return FilmWords(scripts: inFilm, fonts: fonts.files.filter { !project.contains($0) } + project)
    }

    /// Milliseconds.
    var filmLength: Int { milliseconds(cut.timeline.format.rate.seconds(at: cut.timeline.frames)) }

    func milliseconds(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }

    /// Of the song's file, times and all.
    func captions() throws -> Captions? {
        do {
            return try project.titles.captions.map { try CaptionFile.read($0) }
        } catch let error as SongFileError {
            throw BuildError(.render, "\(error)")
        }
    }

    private func event(_ line: Captions.Line, style: String) -> FilmWords.Event {
        let offset = project.song.start ?? 0
        return FilmWords.Event(
            start: milliseconds(line.start - offset), end: milliseconds(line.end - offset), style: style, text: line.text, layer: line.layer,
            fields: line.fields)
    }

    private func cards(_ styles: WordStyles) -> [FilmWords.Event] {
        var events: [FilmWords.Event] = []
        func add(_ card: Titles.Card, _ style: String, from start: Int, to end: Int) {
            let (start, end) = (max(0, start), min(end, filmLength))
            guard start < end, card.lines.contains(where: { !$0.isEmpty }) else { return }
            events.append(
                FilmWords.Event(start: start, end: end, style: style, text: styles.card(card.lines, length: end - start), layer: 1))
        }
        if let card = project.titles.opening {
            let start = milliseconds(card.moments?.lowerBound ?? 0)
            add(card, WordStyles.opening, from: start, to: start + milliseconds(card.seconds))
        }
        if let card = project.titles.credits {
            let end = card.moments.map { milliseconds($0.upperBound) } ?? filmLength
            add(card, WordStyles.credits, from: end - milliseconds(card.seconds), to: end)
        }
        return events
    }

    /// The family that titles and captions ask for.
    func askedFamily() -> String {
        if let font = project.titles.font { return font }
        return project.titles.fontFile.flatMap { try? FontFile.names($0).first } ?? Self.anyFamily
    }

    /// By which systems know their font without serifs.
    static let anyFamily = "sans-serif"

    /// Fonts that come with the project or with its captions.
    private func projectFonts(_ captions: Captions?) throws -> [Blob] {
        let store = session.workspace.store
        var fonts = try captions?.fonts.map { try store.publish($0, fileExtension: "ttf") } ?? []
        if let file = project.titles.fontFile {
            do {
                fonts.append(try store.adopt(file, fileExtension: (file as NSString).pathExtension.lowercased()))
            } catch {
                throw BuildError(.render, "titles.font_file: \(error)")
            }
        }
        return fonts
    }
}
