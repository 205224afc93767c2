package import Media
package import Recipes

/// Moves conformed pictures inside the film's: a slow push towards the anchor.
package struct Mover {
    private let push: Double
    private let length: Int
    private let (width, height): (Int, Int)

    /// Nil where nothing moves.
    /// - Parameter width: pixels of the film's picture.
    package init?(_ step: FramingStep?, width: Int, height: Int) {
        guard let step, step.push != 0 else { return nil }
        push = Double(step.push) / 1000
        length = step.length
        (self.width, self.height) = (width, height)
    }

    /// - Parameters:
    ///   - frame: of the clip, past its end in the tail of a transition.
    ///   - focus: where the anchor lies.
    package func moved(_ picture: borrowing Frame, at frame: Int, towards focus: Fitting.Focus) throws(MediaError) -> Frame {
        try Resampler.moved(picture, width: width, height: height, scale: growth(at: frame), fixed: (focus.x, focus.y))
    }

    /// How much larger the picture is than the film's: from 1 to 1 + push, and the other way round where it shrinks.
    package func growth(at frame: Int) -> Double {
        let share = length > 1 ? min(1, max(0, Double(frame) / Double(length - 1))) : 0
        return push >= 0 ? 1 + push * share : 1 - push * (1 - share)
    }
}
