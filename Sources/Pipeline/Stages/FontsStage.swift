import Content
import Editorial
import Events
import Execution
import Foundation
import ProjectFile
import Recipes

/// Finds the fonts that words are drawn with, and says aloud where they are not those that were asked for.
struct FontsStage {
    let session: Session
    let executor: any Executor

    /// - Parameter words: of all deliverables, as they ask for their fonts.
    /// - Returns: the fonts, and how many jobs were made to know them.
    func run(_ words: [FilmWords]) async throws -> (fonts: ChosenFonts, made: Int) {
        guard let recipe = recipe(words) else { return (ChosenFonts(), 0) }
        let job = try Job(recipe, label: "fonts of titles and captions", tools: session.tools())
        let isKnown = session.results.find(job.key.digest) != nil
        let results = try await runMissing([job], results: session.results, executor: executor, stage: "fonts", events: session.events)
        guard let result = results[job.key] else { throw BuildError(.render, "the fonts were not looked for") }
        let output = try result.get().value(of: FontsRecipe.self)
        guard !output.choices.isEmpty else {
            throw BuildError(
                .render, "there is no font on this machine to write titles and captions with; install one (in Debian: 'apt-get install "
                    + "fonts-dejavu-core'), or give a file as titles.font_file")
        }
        let found = try names(recipe, output)
        say(output, found)
        return (chosen(output, found), isKnown ? 0 : 1)
    }

    /// The same if they were found before, nil otherwise: for looking ahead without working.
    func known(_ words: [FilmWords]) throws -> ChosenFonts? {
        guard let recipe = recipe(words) else { return ChosenFonts() }
        let key = try JobKey(recipe, tools: session.tools())
        guard let result = session.results.find(key.digest) else { return nil }
        let output = try result.value(of: FontsRecipe.self)
        return chosen(output, try names(recipe, output))
    }

    private func recipe(_ words: [FilmWords]) -> FontsRecipe? {
        var faces: [FontsRecipe.Face] = []
        for face in words.flatMap(\.faces) where !faces.contains(face) { faces.append(face) }
        if faces.isEmpty { return nil }
        let signs = Set(words.flatMap { $0.signs.unicodeScalars }).sorted { $0.value < $1.value }
        var fonts: [Blob] = []
        for font in words.flatMap(\.fonts) where !fonts.contains(font) { fonts.append(font) }
        return FontsRecipe(
            faces: faces, signs: signs.reduce(into: "") { $0.unicodeScalars.append($1) }, fonts: fonts, installed: InstalledFonts.digest())
    }

    /// All names of the font of each choice, its family first.
    private func names(_ recipe: FontsRecipe, _ output: FontsRecipe.Output) throws -> [[String]] {
        func names(_ blob: Blob, _ index: Int) -> [String] { (try? FontFile.names(session.workspace.store.path(of: blob), index: index)) ?? [] }
        return output.choices.map { choice in
            if let file = choice.file { return names(file, choice.index) + [choice.name] }
            let own = recipe.fonts.map { names($0, choice.index) }
            return (own.first { $0.contains(choice.name) } ?? []) + [choice.name]
        }
    }

    private func chosen(_ output: FontsRecipe.Output, _ names: [[String]]) -> ChosenFonts {
        var fonts = ChosenFonts(files: output.choices.compactMap(\.file) + output.others)
        for (choice, names) in zip(output.choices, names) where fonts.families[choice.face.family] == nil {
            fonts.families[choice.face.family] = names.first
        }
        var seen: Set<Blob> = []
        fonts.files.removeAll { !seen.insert($0).inserted }
        return fonts
    }

    private func say(_ output: FontsRecipe.Output, _ names: [[String]]) {
        var said: Set<String> = [FilmStyling.anyFamily]
        for (choice, names) in zip(output.choices, names) where said.insert(choice.face.family).inserted {
            let asked = choice.face.family
            if names.contains(where: { $0.lowercased() == asked.lowercased() }) { continue }
            let isOurs = asked == session.project.titles.font
            let ending = session.project.titles.captions.map { " (\(($0 as NSString).lastPathComponent) asks for it)" } ?? ""
            warn(
                isOurs ? "titles.font" : "titles.captions",
                "there is no font '\(asked)' here\(isOurs ? "" : ending); '\(names.first ?? choice.name)' is used",
                "install it, or give its file as titles.font_file")
        }
        let missing = output.missing.unicodeScalars
        guard let first = missing.first else { return }
        let list = missing.prefix(8).map { "'\($0)'" }.joined(separator: ", ") + (missing.count > 8 ? " and \(missing.count - 8) more" : "")
        let number = String(first.value, radix: 16, uppercase: true)
        warn(
            "titles", "no font here has \(missing.count == 1 ? "the sign" : "the signs") \(list) (U+\(number)\(missing.count > 1 ? " …" : "")), "
                + "which will be an empty box", "install a font that has \(missing.count == 1 ? "it" : "them"), or give its file as titles.font_file")
    }

    private func warn(_ path: String, _ words: String, _ step: String) {
        let place = session.read.place(of: path) ?? session.read.place(of: "titles") ?? (0, 0)
        session.events.send(
            .diagnostic(Diagnostic(.warning, file: session.read.file, line: place.line, column: place.column, path: path, words, suggestion: step)))
    }
}
