import Content
public import Execution
import Foundation
import Media
public import Recipes
import Timebase

extension DrawingRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        let width = min(Self.longest, max(2, Int(drawing.width.rounded(.up)) + Int(drawing.width.rounded(.up)) % 2))
        let height = min(Self.longest, max(2, Int(drawing.height.rounded(.up)) + Int(drawing.height.rounded(.up)) % 2))
        let ground = try Frame(rgb: drawing.background, width: width, height: height)
        for mark in drawing.marks {
            guard case .picture(let x, let y, let width, let height, let file) = mark else { continue }
            let small = try Self.picture(context.path(of: file), width: max(2, Int(width.rounded())), height: max(2, Int(height.rounded())))
            ground.lay(small, left: Int(x.rounded()), top: Int(y.rounded()))
        }
        let drawn = try written(over: ground, width: width, height: height, in: context)
        let scratch = try context.scratchPath(fileExtension: format.rawValue)
        try Data(encoded(drawn, width: width, height: height)).write(to: URL(filePath: scratch))
        return Output(picture: try context.publish(scratch: scratch, fileExtension: format.rawValue))
    }

    private func written(over ground: borrowing Frame, width: Int, height: Int, in context: WorkContext) throws -> Frame {
        let path = try context.scratchPath(fileExtension: "ass")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(drawing.script(width: width, height: height).utf8).write(to: URL(filePath: path))
        let graph = try FilterGraph(
            "ass=filename=\(FilterGraph.escaped(path))" + (format == .png ? ",format=rgb24" : ""), for: ground, timeBase: Rational(1, 25),
            pixelAspect: Rational(1))
        return try graph.run(ground)
    }

    private func encoded(_ drawn: borrowing Frame, width: Int, height: Int) throws -> [UInt8] {
        switch format {
        case .png: return try StillPicture.png(drawn)
        case .jpg:
            var still = StillPicture(width: width, height: height)
            return try still.jpeg(drawn, mostBytes: .max)
        }
    }

    private static func picture(_ path: String, width: Int, height: Int) throws -> Frame {
        var reader = try VideoReader(path: path)
        let picture = Frame()
        guard try reader.next(into: picture) else { throw MediaError(.decode, path, "it holds no picture") }
        let graph = try FilterGraph("scale=\(width):\(height):flags=area,format=gbrp", for: picture, timeBase: Rational(1, 25), pixelAspect: Rational(1))
        return try graph.run(picture)
    }
}
