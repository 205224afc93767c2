import Foundation
import Timebase

/// Trees and grasses, each different.
extension Figure {
    /// A spruce: tiers of hanging branches.
    static func spruce(_ random: inout SeededRandom) -> Figure {
        var f = Figure()
        let tiers = 7 + Int(random.next() % 4)
        let slim = Float(random.within(0.16...0.25))
        f.add(.body) { s in
            s.limb(0, 0.05, 0, -0.9, 0.018, 0.004)
            for tier in 0..<tiers {
                let t = Float(tier) / Float(tiers)
                let top = -1 + t * 0.84
                let half = slim * (0.12 + 0.88 * (t + 0.12)) * (0.88 + 0.24 * hashUnit(tier, Int(slim * 1000)))
                let drop = 0.16 + 0.05 * t
                s.add([
                    Point(0, top), Point(half * 0.45, top + drop * 0.62), Point(half, top + drop), Point(half * 0.4, top + drop * 0.86),
                    Point(0, top + drop * 0.95), Point(-half * 0.4, top + drop * 0.86), Point(-half, top + drop),
                    Point(-half * 0.45, top + drop * 0.62),
                ])
            }
        }
        return f
    }

    /// A broad crown of clumps on a forked trunk.
    static func broadleaf(_ random: inout SeededRandom) -> Figure {
        var f = Figure()
        let lean = Float(random.within(-0.05...0.05))
        f.add(.shade) { s in
            s.limb(0, 0, lean, -0.45, 0.036, 0.025)
            s.add([Point(-0.085, 0.02), Point(-0.03, -0.08), Point(0.03, -0.08), Point(0.085, 0.02)])
            s.limb(lean, -0.4, lean - 0.17, -0.66, 0.022, 0.01)
            s.limb(lean, -0.42, lean + 0.18, -0.7, 0.022, 0.01)
        }
        // Clumps from the back: dark below, light on top.
        func crown(_ tone: Tone, _ count: Int, _ reach: Float, _ dy: Float, _ size: ClosedRange<Double>, _ random: inout SeededRandom) {
            var shape = Shape()
            for index in 0..<count {
                let angle = Float(index) * 2.4 + Float(random.within(0...0.5))
                let away = reach * (Float(index) / Float(count)).squareRoot()
                let (x, y, r) = (lean + cos(angle) * away * 1.3, -0.68 + dy + sin(angle) * away * 0.92, Float(random.within(size)))
                let salt = Int(r * 10000)
                shape.add(
                    (0..<26).map { step in
                        let turn = Float(step) / 26 * 2 * .pi
                        let wobble = r * (0.88 + 0.24 * hashUnit(step, salt))
                        return Point(x + cos(turn) * wobble, y + sin(turn) * wobble * 0.92)
                    })
            }
            pieces.append((shape, tone))
        }
        var pieces: [(shape: Shape, tone: Tone)] = []
        crown(.shade, 15, 0.26, 0.03, 0.1...0.15, &random)
        crown(.body, 17, 0.24, -0.03, 0.075...0.12, &random)
        crown(.sheen, 9, 0.17, -0.1, 0.035...0.065, &random)
        f.pieces += pieces
        return f
    }

    /// Branches dividing, without leaves.
    static func bare(_ random: inout SeededRandom) -> Figure {
        var f = Figure()
        var limbs: [(Float, Float, Float, Float, Float, Float)] = []
        func grow(_ x: Float, _ y: Float, _ angle: Float, _ length: Float, _ r: Float, _ level: Int, _ random: inout SeededRandom) {
            let (nx, ny) = (x + cos(angle) * length, y + sin(angle) * length)
            limbs.append((x, y, nx, ny, r, r * 0.66))
            guard level > 0 else { return }
            for side in [-1, 1] as [Float] {
                let turn = angle + side * Float(random.within(0.25...0.62))
                grow(nx, ny, turn, length * Float(random.within(0.66...0.82)), r * 0.66, level - 1, &random)
            }
        }
        grow(0, 0.02, -.pi / 2 + Float(random.within(-0.08...0.08)), 0.27, 0.036, 5, &random)
        f.add(.body) { s in for l in limbs { s.limb(l.0, l.1, l.2, l.3, l.4, l.5) } }
        return f
    }

    static func palm(_ random: inout SeededRandom) -> Figure {
        var f = Figure()
        let lean = Float(random.within(-0.16...0.16))
        f.add(.body) { s in
            s.limb(0, 0.03, lean * 0.45, -0.42, 0.03, 0.022)
            s.limb(lean * 0.45, -0.42, lean, -0.8, 0.022, 0.016)
            for index in 0..<9 {
                let angle = -.pi * (Float(index) + 0.2) / 8.4 + Float(random.within(-0.08...0.08))
                let reach: Float = 0.3
                let (mx, my) = (lean + cos(angle) * reach * 0.6, -0.82 + sin(angle) * reach * 0.55 - 0.03)
                let (ex, ey) = (lean + cos(angle) * reach, -0.8 + sin(angle) * reach * 0.55 + 0.13)
                s.curve([(lean, -0.83), (mx, my - 0.03), (ex, ey), (mx, my + 0.035), (lean, -0.79)])
            }
        }
        return f
    }

    /// A trunk that leaves the frame at the top: the near trees of a forest.
    static func trunk(_ random: inout SeededRandom) -> Figure {
        var f = Figure()
        let r = Float(random.within(0.022...0.05))
        let lean = Float(random.within(-0.03...0.03))
        f.add(.body) { s in
            s.limb(0, -0.06, lean, -1.3, r, r * 0.62)
            s.add([
                Point(-r * 1.9, 0.05), Point(-r * 1.15, 0.0), Point(-r * 0.95, -0.09), Point(r * 0.95, -0.09), Point(r * 1.2, -0.005),
                Point(r * 2, 0.05),
            ])
            for index in 0..<4 {
                let y = -0.35 - 0.2 * Float(index) - Float(random.within(0...0.1))
                let side: Float = random.unit() < 0.5 ? -1 : 1
                let reach = Float(random.within(0.07...0.2))
                s.limb(lean * -y, y, side * reach, y - reach * 0.55, r * 0.3, r * 0.08)
            }
        }
        return f
    }

    static func cactus() -> Figure {
        var f = Figure()
        f.add(.body) { s in
            s.limb(0, 0.05, 0, -0.92, 0.085, 0.075)
            s.limb(0, -0.36, -0.26, -0.38, 0.055, 0.055)
            s.limb(-0.26, -0.38, -0.27, -0.66, 0.055, 0.05)
            s.limb(0, -0.48, 0.24, -0.5, 0.05, 0.05)
            s.limb(0.24, -0.5, 0.25, -0.8, 0.05, 0.045)
        }
        return f
    }

    /// A clump of blades, `width` long, 1 high at most.
    static func grass(width: Float, count: Int, _ random: inout SeededRandom) -> Figure {
        var f = Figure()
        f.add(.body) { s in
            for _ in 0..<count {
                let x = Float(random.within(-0.5...0.5)) * width
                let tall = Float(random.within(0.35...1))
                let lean = Float(random.within(-0.35...0.35)) * tall
                let r = Float(random.within(0.02...0.045))
                s.add([
                    Point(x - r, 0.1), Point(x + lean * 0.4 - r * 0.6, -tall * 0.6), Point(x + lean, -tall),
                    Point(x + lean * 0.4 + r * 0.6, -tall * 0.6), Point(x + r, 0.1),
                ])
            }
        }
        return f
    }
}
