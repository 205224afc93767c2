/// What an element needs to know about the frame it draws itself into.
struct Moment {
    /// Seconds from the start of the clip.
    var time: Float
    var view: View
    /// Rows from this one on are hidden by something in front.
    var limit: Int
}

/// Something in the picture: painted back to front into every frame.
protocol Element {
    func draw(into frame: FrameBuffer, _ moment: Moment)
    /// The first row from which on this element hides all that is behind it; the height of the frame when it never does.
    func hidesFrom(_ frame: FrameBuffer, _ moment: Moment) -> Int
    /// The columns through which what is behind can be seen; nil when the element leaves more than an opening.
    func opening(_ frame: FrameBuffer, _ moment: Moment) -> Range<Int>?
}

extension Element {
    func hidesFrom(_ frame: FrameBuffer, _ moment: Moment) -> Int { frame.height }
    func opening(_ frame: FrameBuffer, _ moment: Moment) -> Range<Int>? { nil }
}
