import Media
import Timebase

/// The pictures of a file with their numbers, two halves made into one where it was shot interlaced.
struct PictureSource: ~Copyable {
    private var reader: VideoReader
    private var weaver: Weaver?
    private var decoded = Frame()
    private var hasEnded = false
    private var hasRead = false
    /// The number of the next frame for files that do not say when a frame is shown.
    private var counted = 0

    private let wanted: Set<Int>

    /// - Parameter wanted: numbers of the frames that will be shown.
    init(path: String, wanted: Set<Int>) throws(MediaError) {
        reader = try VideoReader(path: path)
        reader.wanted = wanted
        self.wanted = wanted
    }

    var path: String { reader.path }
    var pixelAspect: Rational { reader.pixelAspect }
    var rotation: Int { reader.rotation }
    var isMirrored: Bool { reader.isMirrored }
    var timeBase: Rational { reader.timeBase }

    /// Goes to the last key frame at or before a frame; to the start of the file where nothing else can be had.
    mutating func start(at index: Int) throws(MediaError) {
        weaver = nil
        hasEnded = false
        counted = max(0, index)
        if index > 0, (try? reader.seek(toKeyFrameBefore: index)) != nil { return }
        if hasRead || index > 0 {
            var again = try VideoReader(path: path)
            again.wanted = wanted
            reader = again
        }
        counted = 0
        hasRead = false
    }

    /// The next picture and its number in the file's own rate; nil at the end.
    mutating func next(into frame: borrowing Frame) throws(MediaError) -> Int? {
        while true {
            if let weaver, try weaver.graph.take(frame) { return number(of: frame, timeBase: weaver.graph.timeBase) }
            if hasEnded { return nil }
            hasRead = true
            guard try reader.next(into: decoded) else {
                hasEnded = true
                try weaver?.graph.end()
                continue
            }
            // Weaving looks at the frames beside those that are shown.
            if decoded.isInterlaced { reader.wanted = nil }
            guard weaver != nil || decoded.isInterlaced else {
                try frame.refer(to: decoded)
                return number(of: frame, timeBase: reader.timeBase)
            }
            if weaver == nil { weaver = try Weaver(decoded, reader) }
            try weaver?.graph.give(decoded)
        }
    }

    private mutating func number(of frame: borrowing Frame, timeBase: Rational) -> Int {
        let number = reader.index(of: frame, timeBase: timeBase) ?? counted
        counted = number + 1
        return number
    }
}

/// Makes one whole picture of the two halves of each; it looks at the pictures before and after.
private final class Weaver {
    let graph: FilterGraph

    init(_ frame: borrowing Frame, _ reader: borrowing VideoReader) throws(MediaError) {
        graph = try FilterGraph(
            "bwdif=mode=send_frame:deint=interlaced", for: frame, timeBase: reader.timeBase, pixelAspect: reader.pixelAspect)
    }
}
