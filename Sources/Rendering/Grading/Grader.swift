package import Execution
package import Media
package import Recipes

/// Changes the colours and the light of conformed pictures.
package struct Grader: ~Copyable {
    private let step: GradeStep
    private var colouring: Colouring?
    private var finishing: Finishing?
    private var size = (0, 0)

    /// Nil where nothing is done.
    package init?(_ step: GradeStep?, in context: WorkContext) throws {
        guard let step, Colouring.isAsked(step) || Finishing.isAsked(step) else { return nil }
        let colouring = Colouring.isAsked(step) ? try Colouring(step, in: context) : nil
        self.step = step
        self.colouring = colouring
    }

    /// What is the same whenever a picture is shown.
    package mutating func coloured(_ picture: consuming Frame) throws(MediaError) -> Frame {
        if colouring == nil { return picture }
        return try colouring!.coloured(picture)
    }

    /// What differs from one frame of the film to the next.
    /// - Parameter frame: of the clip.
    package mutating func finished(_ picture: consuming Frame, at frame: Int) throws(MediaError) -> Frame {
        guard Finishing.isAsked(step) else { return picture }
        if finishing == nil || size != (picture.width, picture.height) {
            size = (picture.width, picture.height)
            finishing = Finishing(step, width: size.0, height: size.1)
        }
        return try finishing!.finished(picture, at: frame)
    }
}
