import Content
import Editorial
import Execution
import Foundation
import Media
import Recipes
import Timebase

/// Draws words on the pictures of a segment. Frames without words are left as they are.
struct WordsPainter: ~Copyable {
    private let lines: [WordsStep.Line]
    /// Of the lines, whether they stand still.
    private let isStill: [Bool]
    private let start: Int
    private let canvas: ScriptCanvas
    /// The last drawing and the lines in it, where all of these stand still.
    private var kept: (lines: [Int], layer: WordsLayer?)?

    init(_ step: WordsStep, _ format: PictureFormat, in context: WorkContext) throws {
        lines = step.scripts.flatMap(\.lines)
        isStill = lines.map(Self.isStill)
        start = step.start
        canvas = try Self.canvas(step, format, in: context)
    }

    /// libass reads scripts and fonts at once, so they are gone again when it has.
    static func canvas(_ step: WordsStep, _ format: PictureFormat, in context: WorkContext) throws -> ScriptCanvas {
        let folder = try context.scratchPath(fileExtension: "words")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try AtomicFile.makeFolder(folder + "/fonts")
        for (index, font) in step.fonts.enumerated() {
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/fonts/\(index).\(font.fileExtension)",
                withDestinationPath: URL(filePath: context.path(of: font)).standardizedFileURL.path(percentEncoded: false))
        }
        let paths = try step.written(at: format.rate).enumerated().map { index, script in
            let path = folder + "/\(index).ass"
            try Data(script.utf8).write(to: URL(filePath: path))
            return path
        }
        return try ScriptCanvas(scripts: paths, fonts: folder + "/fonts", width: format.width, height: format.height, rate: format.rate)
    }

    /// Whether a line looks the same in all of its frames.
    private static func isStill(_ line: WordsStep.Line) -> Bool {
        let moving = ["\\fad", "\\move", "\\t(", "\\k", "\\K"]
        return line.fields.hasSuffix(",") && !moving.contains { line.text.contains($0) }
    }

    /// - Parameter frame: of the segment.
    mutating func drawn(on picture: consuming Frame, at frame: Int) throws(MediaError) -> Frame {
        let seen = lines.indices.filter { lines[$0].first <= frame && frame < lines[$0].end }
        if seen.isEmpty { return picture }
        let stands = seen.allSatisfy { isStill[$0] }
        let layer: WordsLayer?
        if stands, let kept, kept.lines == seen {
            layer = kept.layer
        } else {
            layer = try canvas.drawing(at: frame - start).map { WordsLayer($0, over: picture) }
            kept = stands ? (seen, layer) : nil
        }
        guard let layer else { return picture }
        try picture.makeWritable()
        layer.lay(over: picture)
        return picture
    }
}
