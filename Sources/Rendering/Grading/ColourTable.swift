import Execution
import Foundation
import Media
import Timebase

/// A table of colours, looked up by libavfilter: between its colours tetrahedrally, or along a line where it has one dimension.
struct ColourTable: ~Copyable {
    /// The file without what libavfilter stumbles over: words between the size and the colours, as editing programs write them.
    private let text: Data
    private let filter: String
    private let context: WorkContext
    private var graph: FilterGraph?

    /// - Parameter path: of a `.cube` file.
    init(path: String, in context: WorkContext) throws(MediaError) {
        guard let file = FileManager.default.contents(atPath: path) else {
            throw MediaError(.open, path, "the table of colours cannot be read")
        }
        let lines = file.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        guard let (word, size) = lines.lazy.compactMap(Self.size).first else { throw MediaError(.open, path, "it holds no table of colours") }
        let colours = lines.filter { line in line.first { $0 > UInt8(ascii: " ") }.map { Self.numerals.contains($0) } ?? false }
        text = Data("\(word) \(size)\n".utf8) + Data(colours.joined(separator: [UInt8(ascii: "\n")])) + Data("\n".utf8)
        filter = word == "LUT_1D_SIZE" ? "lut1d=interp=linear" : "lut3d=interp=tetrahedral"
        self.context = context
    }

    /// What a number begins with.
    private static let numerals = Set("+-.0123456789".utf8)

    /// The word that says how large a table is, and how large, where a line is the one with them.
    private static func size(_ line: Data) -> (word: String, size: Int)? {
        guard line.count < 64 else { return nil }
        let words = String(decoding: line, as: UTF8.self).trimmingPrefix("\u{FEFF}").split(whereSeparator: \.isWhitespace)
        guard words.count == 2, words[0] == "LUT_1D_SIZE" || words[0] == "LUT_3D_SIZE", let size = Int(words[1]) else { return nil }
        return (String(words[0]), size)
    }

    /// - Parameter frame: of 16 bits a channel.
    mutating func colours(_ frame: borrowing Frame) throws(MediaError) -> Frame {
        if graph == nil { graph = try made(for: frame) }
        return try graph!.run(frame)
    }

    /// The file is read when the graph is made, and not needed from then on.
    private func made(for frame: borrowing Frame) throws(MediaError) -> FilterGraph {
        let scratch: String
        do {
            scratch = try context.scratchPath(fileExtension: "cube")
            try text.write(to: URL(filePath: scratch))
        } catch {
            throw MediaError(.filter, "a table of colours", "it cannot be written to the store: \(error)")
        }
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        return try FilterGraph(
            "\(filter):file=\(FilterGraph.escaped(scratch))", for: frame, timeBase: Rational(1, 24), pixelAspect: Rational(1))
    }
}
