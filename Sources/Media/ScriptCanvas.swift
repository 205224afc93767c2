import CFFmpeg
import CFFmpegShims
import Foundation
public import Timebase

/// Draws scripts of Advanced SubStation Alpha by libass, the later ones over those before, without a picture beneath.
///
/// libavfilter's `ass` draws on a picture and reckons colours as BT.601 whatever the picture's are, so it is given one that is black and one
/// that is white, of red, green and blue: what differs between the two is not covered.
public struct ScriptCanvas: ~Copyable {
    private let graph: FilterGraph
    private let black: Frame
    private let white: Frame

    /// What is drawn, around all of it. Red, green and blue are those of the words times their cover.
    public struct Drawing: Sendable {
        public var x: Int
        public var y: Int
        public var width: Int
        public var height: Int
        /// 0 to 255, `width` of them a row.
        public var red: [UInt8] = []
        public var green: [UInt8] = []
        public var blue: [UInt8] = []
        public var cover: [UInt8] = []
    }

    /// - Parameters:
    ///   - scripts: paths.
    ///   - fonts: path of a folder with fonts that are preferred to the system's.
    public init(scripts: [String], fonts: String, width: Int, height: Int, rate: FrameRate) throws(MediaError) {
        let black = try Frame(rgb: 0, width: width, height: height)
        let white = try Frame(rgb: 0xFFFFFF, width: width, height: height)
        let filters = scripts.map { "ass=filename=\(FilterGraph.escaped($0)):fontsdir=\(FilterGraph.escaped(fonts))" }
        graph = try FilterGraph(
            filters.joined(separator: ","), for: black, timeBase: Rational(1) / rate.framesPerSecond, pixelAspect: Rational(1))
        self.black = black
        self.white = white
    }

    /// What the scripts show at a frame, counted from their start; nil for nothing.
    public func drawing(at frame: Int) throws(MediaError) -> Drawing? {
        let onBlack = try drawn(black, at: frame)
        let onWhite = try drawn(white, at: frame)
        let rows = (0..<black.height).filter { row in
            (0..<3).contains { differs(onBlack, black, $0, row) || differs(onWhite, white, $0, row) }
        }
        guard let first = rows.first, let last = rows.last else { return nil }
        var columns: ClosedRange<Int>?
        for row in first...last {
            guard let seen = Self.covered(onBlack, onWhite, row) else { continue }
            columns = columns.map { min($0.lowerBound, seen.lowerBound)...max($0.upperBound, seen.upperBound) } ?? seen
        }
        return columns.map { Self.read(onBlack, onWhite, $0, first...last) }
    }

    private func drawn(_ ground: borrowing Frame, at frame: Int) throws(MediaError) -> Frame {
        ground.pointer.pointee.pts = Int64(frame)
        return try graph.run(ground)
    }

    private func differs(_ a: borrowing Frame, _ b: borrowing Frame, _ plane: Int, _ row: Int) -> Bool {
        memcmp(a.plane(plane) + row * a.stride(plane), b.plane(plane) + row * b.stride(plane), a.width) != 0
    }

    /// Columns of a row from the first to the last that is not wholly clear.
    private static func covered(_ onBlack: borrowing Frame, _ onWhite: borrowing Frame, _ row: Int) -> ClosedRange<Int>? {
        let (dark, light) = (onBlack.plane(0) + row * onBlack.stride(0), onWhite.plane(0) + row * onWhite.stride(0))
        var first = 0
        while first < onBlack.width, light[first] &- dark[first] == 255 { first += 1 }
        guard first < onBlack.width else { return nil }
        var last = onBlack.width - 1
        while light[last] &- dark[last] == 255 { last -= 1 }
        return first...last
    }

    private static func read(
        _ onBlack: borrowing Frame, _ onWhite: borrowing Frame, _ columns: ClosedRange<Int>, _ rows: ClosedRange<Int>
    ) -> Drawing {
        var drawing = Drawing(x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count)
        func plane(_ index: Int) -> [UInt8] {
            rows.flatMap { row in UnsafeBufferPointer(start: onBlack.plane(index) + row * onBlack.stride(index) + columns.lowerBound, count: columns.count) }
        }
        // libav keeps green, blue and red in this order.
        (drawing.green, drawing.blue, drawing.red) = (plane(0), plane(1), plane(2))
        drawing.cover = rows.flatMap { row in
            let (dark, light) = (onBlack.plane(0) + row * onBlack.stride(0), onWhite.plane(0) + row * onWhite.stride(0))
            return columns.map { 255 &- (light[$0] &- dark[$0]) }
        }
        return drawing
    }
}
