/// Animals.
extension Figure {
    /// Four legs, a body, a neck and a head: what the numbers make of it is a dog, a horse or a deer.
    private static func beast(
        length: Float, shoulder: Float, belly: Float, leg: Float, neck: (Float, Float), head: Float, tail: [(Float, Float)]
    ) -> Figure {
        var f = Figure()
        f.add(.body) { s in
            let half = length / 2
            s.curve([
                (-half, -shoulder * 0.98), (-half * 0.4, -shoulder * 0.95), (half * 0.5, -shoulder), (half * 1.02, -shoulder * 0.95),
                (half, -shoulder + belly), (0, -shoulder + belly * 0.92), (-half * 0.8, -shoulder + belly * 0.85),
                (-half * 1.08, -shoulder + belly * 0.5),
            ])
            for (x, bend) in [(-half * 0.92, -0.03), (-half * 0.7, 0.04), (half * 0.72, -0.02), (half * 0.95, 0.03)] as [(Float, Float)] {
                s.limb(x, -shoulder + belly * 0.6, x + bend, -shoulder * 0.42, leg * 1.9, leg)
                s.limb(x + bend, -shoulder * 0.42, x + bend * 0.3, -0.01, leg, leg * 0.75)
            }
            let (nx, ny) = (half * 0.95 + neck.0, -shoulder - neck.1)
            s.limb(half * 0.82, -shoulder + belly * 0.3, nx, ny, belly * 0.36, head * 0.62)
            s.limb(nx, ny, nx + head * 2.1, ny + head * 0.95, head * 0.72, head * 0.36)
            s.add([
                Point(nx - head * 0.3, ny - head * 0.4), Point(nx - head * 0.1, ny - head * 1.35), Point(nx + head * 0.35, ny - head * 0.4),
            ])
            s.curve(tail)
        }
        return f
    }

    static func dog() -> Figure {
        beast(
            length: 0.62, shoulder: 0.56, belly: 0.25, leg: 0.034, neck: (0.1, 0.2), head: 0.1,
            tail: [(-0.3, -0.54), (-0.44, -0.66), (-0.5, -0.82), (-0.46, -0.84), (-0.4, -0.7), (-0.28, -0.46)])
    }

    static func horse() -> Figure {
        var f = beast(
            length: 0.72, shoulder: 0.66, belly: 0.27, leg: 0.032, neck: (0.14, 0.25), head: 0.085,
            tail: [(-0.35, -0.62), (-0.46, -0.58), (-0.5, -0.4), (-0.47, -0.2), (-0.43, -0.36), (-0.38, -0.5)])
        f.add(.body) { $0.curve([(0.22, -0.66), (0.34, -0.84), (0.44, -0.98), (0.4, -0.82), (0.36, -0.66)]) }
        return f
    }

    static func deer() -> Figure {
        var f = beast(
            length: 0.5, shoulder: 0.56, belly: 0.2, leg: 0.02, neck: (0.1, 0.2), head: 0.06,
            tail: [(-0.24, -0.54), (-0.3, -0.52), (-0.29, -0.44), (-0.25, -0.46)])
        f.add(.body) { s in
            for side in [-1, 1] as [Float] {
                let x: Float = 0.345
                s.limb(x, -0.8, x + side * 0.1, -0.94, 0.011, 0.01)
                s.limb(x + side * 0.1, -0.94, x + side * 0.07, -1.08, 0.01, 0.005)
                s.limb(x + side * 0.1, -0.94, x + side * 0.2, -1.02, 0.009, 0.004)
                s.limb(x + side * 0.06, -0.88, x + side * 0.14, -0.9, 0.009, 0.004)
            }
        }
        return f
    }

    static func cat() -> Figure {
        var f = Figure()
        f.add(.body) { s in
            s.curve([(-0.24, 0), (-0.27, -0.22), (-0.17, -0.5), (-0.06, -0.64), (0.1, -0.62), (0.16, -0.4), (0.18, 0)])
            s.ellipse(0.03, -0.75, 0.15, 0.13)
            s.add([Point(-0.11, -0.79), Point(-0.1, -1), Point(0.02, -0.86)])
            s.add([Point(0.05, -0.86), Point(0.15, -1), Point(0.17, -0.79)])
            s.curve([
                (-0.2, -0.06), (-0.4, -0.04), (-0.52, -0.16), (-0.5, -0.34), (-0.56, -0.3), (-0.6, -0.12), (-0.44, 0.02), (-0.2, 0.02),
            ])
        }
        return f
    }

    static func whale() -> Figure {
        var f = Figure()
        f.add(.body) { s in
            s.curve([
                (1.0, -0.42), (0.85, -0.68), (0.45, -0.82), (-0.1, -0.76), (-0.6, -0.56), (-0.95, -0.5), (-1.25, -0.66), (-1.18, -0.46),
                (-1.28, -0.26), (-0.95, -0.38), (-0.5, -0.3), (0.1, -0.18), (0.7, -0.2),
            ])
            s.curve([(0.3, -0.28), (0.12, -0.02), (-0.1, 0.08), (0.02, -0.12), (0.08, -0.3)])
            s.curve([(-0.25, -0.68), (-0.42, -0.84), (-0.5, -0.8), (-0.42, -0.62)])
        }
        f.add(.lit) { $0.curve([(0.96, -0.4), (0.6, -0.3), (0.1, -0.24), (-0.2, -0.26), (0.1, -0.19), (0.7, -0.21)]) }
        return f
    }

    static func fish() -> Figure {
        var f = Figure()
        f.add(.accent) { s in
            s.curve([
                (0.8, -0.5), (0.45, -0.8), (-0.1, -0.85), (-0.55, -0.58), (-0.95, -0.9), (-0.88, -0.5), (-0.95, -0.12), (-0.55, -0.42),
                (-0.1, -0.18), (0.45, -0.22),
            ])
        }
        return f
    }
}
