import Foundation

/// Vehicles, buildings, furniture and instruments.
extension Figure {
    /// A car from the side, 1 high and about 2.9 long, facing right.
    static func car() -> Figure {
        var f = Figure()
        f.add(.accent) { s in
            s.curve([
                (-1.42, -0.28), (-1.45, -0.5), (-1.35, -0.6), (-0.95, -0.66), (-0.65, -0.94), (-0.3, -1.0), (0.15, -0.99), (0.5, -0.7),
                (1.1, -0.6), (1.38, -0.5), (1.45, -0.32), (1.38, -0.2), (0, -0.17), (-1.35, -0.2),
            ])
        }
        f.add(.lit) { s in
            s.curve([(-0.78, -0.67), (-0.58, -0.88), (-0.3, -0.93), (-0.2, -0.92), (-0.2, -0.67)])
            s.curve([(-0.12, -0.67), (-0.12, -0.92), (0.1, -0.92), (0.4, -0.68)])
        }
        f.add(.shade) { s in
            s.ellipse(-0.88, -0.19, 0.23, 0.23)
            s.ellipse(0.88, -0.19, 0.23, 0.23)
        }
        f.add(.body) { s in
            s.ellipse(-0.88, -0.19, 0.11, 0.11)
            s.ellipse(0.88, -0.19, 0.11, 0.11)
        }
        f.add(.lamp) { $0.ellipse(1.38, -0.44, 0.06, 0.05) }
        return f
    }

    /// A car from behind, 1 high and 1.5 wide, tail lights on.
    static func carFromBehind() -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            s.box(-0.68, -0.2, -0.42, 0)
            s.box(0.42, -0.2, 0.68, 0)
        }
        f.add(.accent) { s in
            s.curve([
                (-0.76, -0.16), (-0.78, -0.5), (-0.66, -0.6), (-0.5, -0.95), (0, -1.0), (0.5, -0.95), (0.66, -0.6), (0.78, -0.5),
                (0.76, -0.16), (0, -0.13),
            ])
        }
        f.add(.lit) { s in s.curve([(-0.5, -0.62), (-0.42, -0.88), (0, -0.92), (0.42, -0.88), (0.5, -0.62), (0, -0.6)]) }
        f.add(.shade) { s in s.box(-0.22, -0.36, 0.22, -0.24) }
        f.add(.lamp) { s in
            s.ellipse(-0.62, -0.46, 0.11, 0.055)
            s.ellipse(0.62, -0.46, 0.11, 0.055)
        }
        return f
    }

    static func house() -> Figure {
        var f = Figure()
        f.add(.body) { s in s.box(-0.62, -0.56, 0.62, 0.02) }
        f.add(.shade) { s in
            s.add([Point(-0.74, -0.53), Point(-0.42, -1), Point(0.42, -1), Point(0.74, -0.53)])
            s.box(0.26, -1.14, 0.38, -0.9)
            s.box(-0.09, -0.34, 0.09, 0.02)
        }
        f.add(.lamp) { s in
            s.box(-0.46, -0.4, -0.24, -0.2)
            s.box(0.24, -0.4, 0.46, -0.2)
        }
        f.add(.body) { s in
            s.box(-0.36, -0.4, -0.345, -0.2)
            s.box(0.343, -0.4, 0.358, -0.2)
        }
        return f
    }

    static func lighthouse() -> Figure {
        var f = Figure()
        f.add(.body) { s in
            s.add([Point(-0.1, 0), Point(-0.065, -0.8), Point(0.065, -0.8), Point(0.1, 0)])
            s.box(-0.085, -0.82, 0.085, -0.79)
            s.box(-0.05, -0.93, -0.035, -0.8)
            s.box(0.035, -0.93, 0.05, -0.8)
            s.add([Point(-0.065, -0.92), Point(0, -1), Point(0.065, -0.92)])
        }
        f.add(.accent) { s in
            s.add([Point(-0.088, -0.26), Point(-0.082, -0.4), Point(0.082, -0.4), Point(0.088, -0.26)])
            s.add([Point(-0.076, -0.54), Point(-0.07, -0.68), Point(0.07, -0.68), Point(0.076, -0.54)])
        }
        f.add(.lamp) { $0.ellipse(0, -0.87, 0.032, 0.04) }
        return f
    }

    static func boat() -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            s.curve([(-0.42, -0.14), (-0.3, 0.03), (0.26, 0.03), (0.46, -0.15), (0.1, -0.12)])
            s.limb(0, -0.1, 0, -1, 0.009, 0.006)
        }
        f.add(.lit) { $0.curve([(0.03, -0.16), (0.035, -0.6), (0.03, -0.96), (0.2, -0.5), (0.36, -0.18)]) }
        f.add(.accent) { $0.curve([(-0.03, -0.18), (-0.025, -0.6), (-0.03, -0.86), (-0.16, -0.45), (-0.3, -0.2)]) }
        return f
    }

    static func lampPost() -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            s.limb(0, 0, 0, -0.94, 0.018, 0.01)
            s.limb(0, -0.94, 0.16, -0.99, 0.01, 0.008)
            s.box(0.11, -1.0, 0.24, -0.975)
        }
        f.add(.lamp) { $0.ellipse(0.175, -0.965, 0.05, 0.018) }
        return f
    }

    static func train() -> Figure {
        var f = Figure()
        for wagon in 0..<4 {
            let x = Float(wagon) * -2.3
            f.add(wagon == 0 ? .accent : .body) { s in
                s.curve([
                    (x + 1.05, -0.12), (x + 1.1, -0.5), (x + (wagon == 0 ? 0.85 : 1.06), -0.98), (x - 1.05, -0.98), (x - 1.08, -0.5),
                    (x - 1.05, -0.12),
                ])
            }
            f.add(.lamp) { s in
                for pane in 0..<5 { s.box(x - 0.86 + Float(pane) * 0.34, -0.78, x - 0.62 + Float(pane) * 0.34, -0.5) }
            }
            f.add(.shade) { s in for wheel in [-0.7, -0.45, 0.45, 0.7] as [Float] { s.ellipse(x + wheel, -0.08, 0.1, 0.1) } }
        }
        return f
    }

    static func plane() -> Figure {
        var f = Figure()
        f.add(.body) { s in
            s.curve([(1.0, -0.5), (0.85, -0.58), (-0.7, -0.58), (-1.0, -0.5), (-0.7, -0.44), (0.85, -0.43)])
            s.add([Point(0.25, -0.5), Point(-0.35, 0.02), Point(-0.55, 0.02), Point(-0.2, -0.5)])
            s.add([Point(0.2, -0.55), Point(-0.2, -0.85), Point(-0.36, -0.85), Point(-0.15, -0.55)])
            s.add([Point(-0.62, -0.55), Point(-0.98, -1), Point(-1.14, -1), Point(-0.95, -0.52)])
        }
        return f
    }

    static func balloon() -> Figure {
        var f = Figure()
        f.add(.accent) { s in
            s.curve([
                (0, -1), (-0.28, -0.93), (-0.37, -0.7), (-0.26, -0.44), (-0.09, -0.25), (0.09, -0.25), (0.26, -0.44), (0.37, -0.7),
                (0.28, -0.93),
            ])
        }
        f.add(.lit) { s in s.curve([(0, -1), (-0.1, -0.9), (-0.13, -0.66), (-0.03, -0.26), (0.03, -0.26), (0.13, -0.66), (0.1, -0.9)]) }
        f.add(.shade) { s in
            s.limb(-0.08, -0.25, -0.06, -0.12, 0.005, 0.005)
            s.limb(0.08, -0.25, 0.06, -0.12, 0.005, 0.005)
            s.box(-0.07, -0.12, 0.07, 0)
        }
        return f
    }

    static func flower(_ petals: Int = 7) -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            s.limb(0, 0.05, 0.02, -0.75, 0.016, 0.012)
            s.curve([(0, -0.28), (0.14, -0.42), (0.24, -0.4), (0.12, -0.26)])
            s.curve([(0, -0.18), (-0.14, -0.34), (-0.22, -0.32), (-0.1, -0.15)])
        }
        f.add(.accent) { s in
            for index in 0..<petals {
                let angle = Float(index) / Float(petals) * 2 * .pi
                s.ellipse(0.02 + cos(angle) * 0.13, -0.83 + sin(angle) * 0.13, 0.1, 0.062, turn: angle)
            }
        }
        f.add(.lamp) { $0.ellipse(0.02, -0.83, 0.062, 0.062) }
        return f
    }

    static func bicycle() -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            for x in [-0.32, 0.34] as [Float] {
                s.ellipse(x, -0.2, 0.2, 0.2)
                s.cut(Shape.ellipsePoints(x, -0.2, 0.18, 0.18))
            }
            for (a, b, c, d) in [
                (-0.32, -0.2, -0.1, -0.5), (-0.1, -0.5, 0.26, -0.5), (-0.32, -0.2, 0.02, -0.2), (0.02, -0.2, 0.26, -0.5),
                (0.24, -0.6, 0.34, -0.2), (-0.12, -0.56, 0.02, -0.2),
            ] as [(Float, Float, Float, Float)] {
                s.limb(a, b, c, d, 0.012, 0.012)
            }
            s.limb(0.18, -0.62, 0.3, -0.6, 0.012, 0.012)
        }
        f.add(.body) { s in
            s.limb(-0.1, -0.6, 0.08, -0.4, 0.05, 0.032)
            s.limb(0.08, -0.4, 0.02, -0.16, 0.032, 0.024)
            s.ellipse(0.11, -0.98, 0.045, 0.055)
        }
        f.add(.accent) { s in
            s.limb(-0.1, -0.58, 0.06, -0.86, 0.06, 0.055)
            s.limb(0.06, -0.84, 0.24, -0.64, 0.028, 0.018)
        }
        return f
    }

    static func tent() -> Figure {
        var f = Figure()
        f.add(.body) { $0.add([Point(-1.0, 0), Point(0, -1), Point(1.0, 0)]) }
        f.add(.lamp) { $0.add([Point(-0.34, 0), Point(0, -0.85), Point(0.34, 0)]) }
        f.add(.accent) { $0.add([Point(-0.34, 0), Point(0, -0.85), Point(-0.1, 0)]) }
        return f
    }

    static func piano() -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            s.curve([(-0.75, -0.62), (-0.75, -0.42), (0.7, -0.42), (0.78, -0.56), (0.6, -0.64), (0, -0.64)])
            s.add([Point(-0.7, -0.64), Point(-0.62, -1.05), Point(0.62, -0.98), Point(0.66, -0.62)])
            for x in [-0.62, -0.5, 0.55] as [Float] { s.limb(x, -0.42, x, 0, 0.035, 0.02) }
        }
        f.add(.lit) { $0.box(-0.86, -0.5, -0.7, -0.465) }
        return f
    }

    static func chair() -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            s.curve([
                (-0.45, -0.3), (-0.48, -0.95), (-0.38, -1.02), (-0.26, -0.95), (-0.22, -0.5), (0.4, -0.5), (0.5, -0.42), (0.5, -0.2),
                (-0.4, -0.18),
            ])
            s.curve([(-0.3, -0.62), (0.36, -0.66), (0.44, -0.58), (0.36, -0.5), (-0.3, -0.5)])
            s.limb(-0.36, -0.2, -0.4, 0, 0.035, 0.025)
            s.limb(0.42, -0.2, 0.44, 0, 0.035, 0.025)
        }
        return f
    }

    static func bed() -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            s.box(-1.25, -1, -1.15, 0)
            s.box(-1.2, -0.36, 1.2, -0.1)
            s.box(1.12, -0.5, 1.2, 0)
        }
        f.add(.body) { $0.curve([(-1.15, -0.38), (-0.6, -0.56), (0.3, -0.54), (1.1, -0.44), (1.14, -0.24), (-1.15, -0.24)]) }
        f.add(.lit) { $0.curve([(-1.12, -0.44), (-1.05, -0.62), (-0.72, -0.6), (-0.66, -0.44), (-0.9, -0.4)]) }
        return f
    }

    static func table() -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            s.box(-0.8, -1, 0.8, -0.92)
            s.limb(-0.68, -0.92, -0.72, 0, 0.035, 0.025)
            s.limb(0.68, -0.92, 0.72, 0, 0.035, 0.025)
        }
        return f
    }

    static func candle() -> Figure {
        var f = Figure()
        f.add(.body) { $0.box(-0.13, -0.6, 0.13, 0) }
        f.add(.lamp) { $0.curve([(0, -1), (-0.09, -0.78), (-0.06, -0.66), (0.06, -0.66), (0.09, -0.78)]) }
        return f
    }
}
