import Content
import Editorial
public import Execution
import Foundation
import Media
public import Recipes
import Timebase

extension FontsRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        var choices: [Output.Choice] = []
        var others: [Blob] = []
        var missing: Set<Unicode.Scalar> = []
        for face in faces {
            let found = try FontSearch(lines: lines(face, in: context))
            missing.formUnion(found.missing)
            for (place, font) in found.fonts.enumerated() {
                let file = font.path.hasPrefix("/") ? try keep(font.path, in: context) : nil
                if place == 0 {
                    choices.append(Output.Choice(face: face, name: font.name, index: font.index, file: file))
                } else if let file, !others.contains(file) {
                    others.append(file)
                }
            }
        }
        let known = choices.compactMap(\.file)
        return Output(
            choices: choices, others: others.filter { !known.contains($0) },
            missing: missing.sorted { $0.value < $1.value }.reduce(into: "") { $0.unicodeScalars.append($1) })
    }

    private func keep(_ path: String, in context: WorkContext) throws -> Blob {
        try context.store.adopt(path, fileExtension: (path as NSString).pathExtension.lowercased())
    }

    /// What libass says when it draws all signs with a face.
    private func lines(_ face: Face, in context: WorkContext) throws -> [String] {
        let ascii = String(String.UnicodeScalarView((33..<127).compactMap { Unicode.Scalar($0) }))
        let style = "Style: Face,\(face.family),20,&H00FFFFFF,\(face.isBold ? -1 : 0),\(face.isItalic ? -1 : 0),5"
        let header = """
            [Script Info]
            ScriptType: v4.00+
            PlayResX: 320
            PlayResY: 180
            WrapStyle: 2

            [V4+ Styles]
            Format: Name, Fontname, Fontsize, PrimaryColour, Bold, Italic, Alignment
            \(style)

            """
        let line = WordsStep.Line(first: 0, end: 2, style: "Face", text: ScriptText.plain(ascii + signs))
        let step = WordsStep(scripts: [WordsStep.Script(header: header, lines: [line])], fonts: fonts)
        var fault: (any Error)?
        let lines = Libav.listening {
            do {
                let canvas = try WordsPainter.canvas(step, PictureFormat(width: 320, height: 180, rate: FrameRate(24)), in: context)
                _ = try canvas.drawing(at: 0)
            } catch { fault = error }
        }
        if let fault { throw fault }
        return lines
    }
}
