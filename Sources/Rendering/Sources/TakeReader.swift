import Media

/// The conformed pictures of a take in rising order, decoding each frame once and conforming only those that are asked for.
struct TakeReader: ~Copyable {
    private var source: PictureSource
    private var conform: Conform
    var grader: Grader?
    private var current = Frame()
    private var ahead = Frame()
    private var currentIndex = -1
    /// Nil at the end of the file.
    private var aheadIndex: Int?
    private var shown: TakePicture?

    init(_ source: consuming PictureSource, _ conform: consuming Conform, _ grader: consuming Grader?) {
        self.source = source
        self.conform = conform
        self.grader = grader
    }

    /// The last picture that starts at or before a frame of the take. Past the end the last one stays.
    /// - Parameter index: not below that of the picture before, since `start`.
    mutating func picture(_ index: Int) throws(MediaError) -> TakePicture {
        while let next = aheadIndex, currentIndex < 0 || next <= index {
            swap(&current, &ahead)
            (currentIndex, shown) = (next, nil)
            try advance()
        }
        guard currentIndex >= 0 else { throw MediaError(.decode, source.path, "the file holds no picture at frame \(index)") }
        if let shown { return shown }
        var frame = try conform(current, of: source)
        if grader != nil { frame = try grader!.coloured(frame.copy()) }
        let picture = TakePicture(frame, focus: conform.focus)
        shown = picture
        return picture
    }

    /// Decodes from the last key frame before. Some containers count key frames by when they are decoded, and land behind the place
    /// asked for: then from further back.
    mutating func start(at index: Int) throws(MediaError) {
        var target = index
        while true {
            (currentIndex, shown) = (-1, nil)
            try source.start(at: target)
            try advance()
            guard let first = aheadIndex else { return }
            if first <= index || target <= 0 { return }
            target = target > 24 ? target - max(24, index - target) : 0
        }
    }

    /// Of several pictures within one frame of the take's rate the last one is seen.
    private mutating func advance() throws(MediaError) {
        aheadIndex = try source.next(into: ahead).map { max(currentIndex, $0) }
    }
}
