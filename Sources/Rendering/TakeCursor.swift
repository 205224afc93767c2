import Media

/// Gives the conformed picture of a take for rising frame numbers, decoding each frame once and conforming only those that are shown.
struct TakeCursor: ~Copyable {
    private var reader: VideoReader
    private var current = Frame()
    private var ahead = Frame()
    private var currentIndex = -1
    /// Nil at the end of the file.
    private var aheadIndex: Int?
    /// The number of the next frame for files that do not say when a frame is shown.
    private var counted: Int
    private var conform: Conform?
    private var shown = Frame()
    private var shownIndex = -1
    private let width: Int
    private let height: Int

    private var isPrimed = false

    init(path: String, startingAt first: Int, width: Int, height: Int) throws(MediaError) {
        var reader = try VideoReader(path: path)
        if first > 0 { try reader.seek(toKeyFrameBefore: first) }
        self.reader = reader
        self.width = width
        self.height = height
        counted = first
    }

    /// The picture of frame `index`: the last one that starts at or before it. Past the end the last picture stays.
    mutating func picture(at index: Int) throws(MediaError) -> Frame {
        if !isPrimed {
            try advance()
            isPrimed = true
        }
        while let next = aheadIndex, currentIndex < 0 || next <= index {
            swap(&current, &ahead)
            currentIndex = next
            try advance()
        }
        guard currentIndex >= 0 else { throw MediaError(.decode, reader.path, "the file holds no picture at frame \(index)") }
        if shownIndex != currentIndex {
            if conform == nil { conform = try Conform(for: current, of: reader, width: width, height: height) }
            shown = try conform!(current)
            shownIndex = currentIndex
        }
        let picture = Frame()
        try picture.refer(to: shown)
        return picture
    }

    private mutating func advance() throws(MediaError) {
        guard try reader.next(into: ahead) else {
            aheadIndex = nil
            return
        }
        aheadIndex = max(currentIndex + 1, reader.index(of: ahead) ?? counted)
        counted += 1
    }
}
