import Editorial
import Timebase

/// What the camera does: how the picture as a whole shifts, grows and shakes (`FlowField.camera`), and what moves besides.
///
/// Pan, tilt and zoom are medians over the take; the shake is the mean length by which the shift of one eighth of a second differs from
/// the mean of its neighbours. All in per cent of the picture's width a second, the zoom in per cent of the size.
package struct Camera: Feature {
    package static let names = [
        ScoreName("pan", "the camera turns right: above ½, left: below; neither is good or bad"),
        ScoreName("tilt", "the camera turns up: above ½, down: below; neither is good or bad"),
        ScoreName("zoom", "the camera goes in: above ½, out: below; neither is good or bad"),
        ScoreName("shake", "1 for a steady camera, 0 for a trembling one"),
        ScoreName("subject", "how much moves besides the camera: 0 nothing, 1 a lot; neither is good or bad"),
    ]

    private var path: [FlowField.Camera] = []

    package init() {}

    package mutating func see(_ picture: Picture) {
        if let camera = picture.flow?.camera() { path.append(camera) }
    }

    package func judge(_ clip: ClipRecord) -> Findings {
        let rate = clip.rate.doubleValue
        func signed(_ values: [Double]) -> Part {
            let raw = Statistics.median(values) * rate
            return Part(score: 0.5 + 0.5 * raw / (abs(raw) + 10), raw: raw)
        }
        let shakes = path.indices.dropFirst().dropLast().map { index -> Double in
            let (before, here, after) = (path[index - 1], path[index], path[index + 1])
            let (x, y) = (here.right - (before.right + after.right) / 2, here.down - (before.down + after.down) / 2)
            return (x * x + y * y).squareRoot()
        }
        let shake = Statistics.mean(shakes) * rate
        let rest = Statistics.median(path.map(\.rest)) * rate
        return Findings([
            "pan": signed(path.map { -$0.right }), "tilt": signed(path.map(\.down)), "zoom": signed(path.map(\.growth)),
            "shake": Part(score: 1 / (1 + (shake / 6) * (shake / 6)), raw: shake), "subject": Part(score: rest / (rest + 10), raw: rest),
        ])
    }
}
