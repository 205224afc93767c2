import Foundation
import Timebase

/// The camera at one moment.
struct View {
    /// Sideways, upwards-negative and forward position; layers at depth `d` shift by `x / d` and grow by `d / (d - z)`.
    var x: Float = 0
    var y: Float = 0
    var z: Float = 0
    /// Distance gone forward for scenes that have no end: tunnels, streets, stars.
    var travel: Float = 0
    var zoom: Float = 1
    /// Turn of the camera: moves all depths alike.
    var pan: Point = .zero
    /// The point of the frame that moving forward leads to.
    var aim: Point = .zero

    /// How a layer at a depth lands in the frame; nil when it is behind the camera.
    func placing(depth: Float, moved: Point = .zero, scale: Float = 1) -> FrameBuffer.Placing? {
        let distance = depth - z
        guard distance > 0.06 else { return nil }
        let k = zoom * depth / distance
        let shift = Point(x, y) / depth
        return FrameBuffer.Placing(scale: k * scale, offset: aim + pan + (moved - aim - shift) * k)
    }

    /// Where a world point at a depth lands.
    func point(_ p: Point, depth: Float) -> (Point, scale: Float)? {
        guard let placing = placing(depth: depth) else { return nil }
        return (p * placing.scaleX + placing.offset, placing.scaleX)
    }
}

/// A camera's way through the clip: continuous at every frame, at an even pace so that a cut may fall anywhere.
struct CameraPath {
    let moves: [CameraMove]
    let pace: Float
    let seconds: Float
    let aim: Point
    let side: Float
    private let phases: [Float]

    init(_ description: SceneDescription, seconds: Float, aim: Point, random: inout SeededRandom) {
        moves = description.moves
        pace = description.pace
        self.seconds = max(0.2, seconds)
        self.aim = aim
        side = random.unit() < 0.5 ? -1 : 1
        phases = (0..<8).map { _ in Float(random.within(0...6.28)) }
    }

    func view(at time: Float) -> View {
        var view = View()
        view.aim = aim
        let progress = limited(time / seconds)
        // Longer clips go further, but less than in proportion: layers have an end.
        let reach = pace * limited((seconds / 4).squareRoot(), 0.6, 1.5)
        let centred = progress - 0.5
        view.x = 0.012 * sin(time * 0.5 + phases[0])
        view.y = 0.006 * sin(time * 0.37 + phases[1])
        for move in moves {
            switch move {
            case .pushIn:
                view.z += 0.62 * reach * progress
                view.zoom *= exp(0.05 * reach * progress)
                view.travel += time * 1.1 * pace
            case .flyThrough:
                view.z += 0.8 * reach * progress
                view.zoom *= exp(0.04 * reach * progress)
                view.travel += time * 2.6 * pace
            case .pullBack:
                view.z += 0.62 * reach * (1 - progress)
                view.zoom *= exp(0.05 * reach * (1 - progress))
                view.travel -= time * 0.9 * pace
            case .zoomIn:
                view.zoom *= exp(0.42 * reach * progress)
                view.travel += time * 0.25
            case .zoomOut:
                view.zoom *= exp(0.42 * reach * (1 - progress))
                view.travel += time * 0.25
            case .panLeft, .panRight:
                let direction: Float = move == .panRight ? -1 : 1
                view.pan.x += direction * 0.34 * min(1.2, reach) * centred
                view.travel += time * 0.2
            case .tiltUp, .tiltDown:
                let direction: Float = move == .tiltUp ? 1 : -1
                view.pan.y += direction * 0.22 * min(1.2, reach) * centred
                view.zoom *= 1.06
                view.travel += time * 0.2
            case .trackLeft, .trackRight:
                let direction: Float = move == .trackRight ? 1 : -1
                view.x += direction * 0.55 * min(1.2, reach) * centred
                view.travel += time * 0.25
            case .rise:
                view.y -= 0.24 * reach * centred
                view.z += 0.08 * progress
                view.travel += time * 0.3
            case .orbit:
                let angle = side * centred * 0.75 * min(1.2, reach)
                view.x += angle
                view.pan.x += angle / 1.9
                view.z += 0.06 * cos(centred * 3)
                view.travel += time * 0.35
            case .handheld:
                view.pan += Point(sway(time, 0), sway(time, 3)) * 0.011
                view.z += 0.12 * progress
                view.travel += time * 0.7
            case .still:
                view.travel += time * 0.12
            case .drift:
                view.x += side * 0.14 * min(1.2, reach) * centred
                view.z += 0.2 * reach * progress
                view.travel += time * 0.55
            }
        }
        return view
    }

    private func sway(_ time: Float, _ row: Int) -> Float {
        sin(time * 2.1 + phases[row]) * 0.55 + sin(time * 4.7 + phases[row + 1]) * 0.3 + sin(time * 8.3 + phases[row + 2]) * 0.12
    }
}
