import Media

/// A picture of a take, conformed and coloured, as long as somebody holds it.
final class TakePicture {
    let frame: Frame
    /// Where its anchor lies.
    let focus: Fitting.Focus

    init(_ frame: consuming Frame, focus: Fitting.Focus) {
        self.frame = frame
        self.focus = focus
    }
}
