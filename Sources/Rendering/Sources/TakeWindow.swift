import Media

/// The pictures of a take around the one that is shown, forwards or backwards.
///
/// Backwards a stretch is decoded from the key frame before it, and its pictures are held until they are shown; so no more are held than a
/// stretch has, however far apart the key frames are.
struct TakeWindow: ~Copyable {
    private var reader: TakeReader
    private let isReversed: Bool
    /// Numbers of the frames that will be asked for, rising.
    private let wanted: [Int]
    private let stretch: Int
    private var held: [Int: TakePicture] = [:]
    private var isStarted = false

    /// Frames before the one shown that may be asked for again.
    static let reach = 6

    /// - Parameter pixels: of a picture: of large ones fewer are held.
    init(_ reader: consuming TakeReader, wanted: Set<Int>, isReversed: Bool, pixels: Int) {
        self.reader = reader
        self.wanted = wanted.sorted()
        self.isReversed = isReversed
        stretch = min(18, max(6, 40_000_000 / pixels))
    }

    /// The picture of a frame of the take. Frames are asked for in the order of the run, and not again when they are further back than `reach`.
    mutating func picture(_ index: Int) throws(MediaError) -> TakePicture {
        if let picture = held[index] { return picture }
        if isReversed {
            held = held.filter { $0.key > index && $0.key <= index + Self.reach }
            let numbers = wanted[..<(wanted.firstIndex { $0 > index } ?? wanted.count)].suffix(stretch)
            try reader.start(at: numbers.first ?? index)
            for number in numbers { held[number] = try reader.picture(number) }
        } else {
            if !isStarted { try reader.start(at: index) }
            isStarted = true
            held = held.filter { $0.key > index - Self.reach }
        }
        if let picture = held[index] { return picture }
        let picture = try reader.picture(index)
        held[index] = picture
        return picture
    }

    /// What differs from one frame of the film to the next.
    mutating func finished(_ picture: consuming Frame, at frame: Int) throws(MediaError) -> Frame {
        if reader.grader == nil { return picture }
        return try reader.grader!.finished(picture, at: frame)
    }
}
