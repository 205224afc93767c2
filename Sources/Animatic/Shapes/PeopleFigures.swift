/// People, seen from behind or as silhouettes.
extension Figure {
    enum Dress { case coat, dress, shirt }

    static func person(_ dress: Dress = .shirt, walking: Bool = false, armUp: Bool = false) -> Figure {
        var f = Figure()
        let stride: Float = walking ? 0.075 : 0.03
        f.add(.shade) { s in
            s.limb(-0.045, -0.5, -0.05 - stride, -0.02, 0.062, 0.028)
            s.limb(0.045, -0.5, 0.05 + stride * 0.6, -0.02, 0.062, 0.028)
            s.ellipse(-0.06 - stride, -0.012, 0.042, 0.02)
            s.ellipse(0.06 + stride * 0.6, -0.012, 0.042, 0.02)
        }
        f.add(dress == .shirt ? .body : (dress == .coat ? .second : .accent)) { s in
            switch dress {
            case .coat:
                s.curve([
                    (-0.03, -0.865), (-0.1, -0.83), (-0.115, -0.77), (-0.088, -0.6), (-0.1, -0.42), (-0.118, -0.29), (0, -0.275),
                    (0.118, -0.29), (0.1, -0.42), (0.088, -0.6), (0.115, -0.77), (0.1, -0.83), (0.03, -0.865),
                ])
            case .dress:
                s.curve([
                    (-0.02, -0.855), (-0.085, -0.82), (-0.095, -0.77), (-0.066, -0.62), (-0.1, -0.45), (-0.165, -0.25), (0, -0.22),
                    (0.165, -0.25), (0.1, -0.45), (0.066, -0.62), (0.095, -0.77), (0.085, -0.82), (0.02, -0.855),
                ])
            case .shirt:
                s.curve([
                    (-0.03, -0.86), (-0.125, -0.81), (-0.105, -0.62), (-0.1, -0.46), (0, -0.44), (0.1, -0.46), (0.105, -0.62),
                    (0.125, -0.81), (0.03, -0.86),
                ])
            }
            s.limb(-0.1, -0.79, -0.145, -0.61, 0.034, 0.026)
            s.limb(-0.145, -0.61, -0.14 - stride * 0.3, -0.45, 0.026, 0.018)
            if armUp {
                s.limb(0.115, -0.79, 0.2, -0.95, 0.036, 0.026)
                s.limb(0.2, -0.95, 0.19, -1.13, 0.026, 0.02)
            } else {
                s.limb(0.1, -0.79, 0.145, -0.61, 0.034, 0.026)
                s.limb(0.145, -0.61, 0.14 + stride * 0.3, -0.45, 0.026, 0.018)
            }
        }
        f.add(.body) { s in
            s.limb(0, -0.85, 0, -0.9, 0.032, 0.03)
            s.ellipse(0, -0.935, 0.055, 0.068)
            if dress == .dress {
                s.curve([
                    (-0.05, -0.97), (-0.062, -0.9), (-0.06, -0.78), (0, -0.76), (0.06, -0.78), (0.062, -0.9), (0.05, -0.97), (0, -1.0),
                ])
            }
        }
        return f
    }

    static func couple() -> Figure {
        var f = Figure()
        f.add(.person(.coat), at: -0.15, 0)
        f.add(.person(.dress), at: 0.15, 0, scale: 0.93)
        f.add(.body) { $0.limb(-0.02, -0.43, 0.02, -0.42, 0.024, 0.024) }
        return f
    }

    static func withUmbrella() -> Figure {
        var f = Figure.person(.coat, walking: true)
        f.add(.shade) { s in s.limb(0.1, -0.62, 0.08, -1.2, 0.008, 0.006) }
        f.add(.accent) { s in
            s.curve([
                (-0.3, -1.0), (-0.2, -1.17), (0.08, -1.27), (0.36, -1.17), (0.46, -1.0), (0.34, -1.04), (0.22, -1.0), (0.08, -1.045),
                (-0.06, -1.0), (-0.18, -1.04),
            ])
        }
        return f
    }

    static func dancer() -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            s.limb(0, -0.5, 0.02, -0.26, 0.06, 0.04)
            s.limb(0.02, -0.26, 0, -0.01, 0.04, 0.016)
            s.limb(0, -0.5, 0.24, -0.52, 0.058, 0.036)
            s.limb(0.24, -0.52, 0.46, -0.62, 0.036, 0.014)
        }
        f.add(.accent) { s in
            s.curve([
                (-0.02, -0.84), (-0.085, -0.78), (-0.06, -0.6), (-0.2, -0.46), (-0.1, -0.42), (0.04, -0.4), (0.2, -0.42), (0.27, -0.47),
                (0.06, -0.6), (0.08, -0.78), (0.02, -0.84),
            ])
        }
        f.add(.body) { s in
            s.limb(-0.08, -0.78, -0.26, -0.92, 0.03, 0.022)
            s.limb(-0.26, -0.92, -0.36, -1.08, 0.022, 0.014)
            s.limb(0.08, -0.78, 0.26, -0.8, 0.03, 0.022)
            s.limb(0.26, -0.8, 0.44, -0.9, 0.022, 0.014)
            s.limb(0, -0.84, -0.01, -0.89, 0.028, 0.026)
            s.ellipse(-0.02, -0.93, 0.046, 0.058)
            s.ellipse(-0.05, -0.985, 0.026, 0.026)
        }
        return f
    }

    static func singer() -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            s.limb(0.17, 0, 0.15, -0.8, 0.008, 0.008)
            s.limb(0.08, -0.01, 0.26, -0.01, 0.01, 0.01)
            s.limb(0.15, -0.8, 0.08, -0.87, 0.01, 0.016)
        }
        f.add(.person(.shirt), at: 0, 0)
        f.add(.body) { s in
            s.limb(0.115, -0.79, 0.17, -0.66, 0.036, 0.026)
            s.limb(0.17, -0.66, 0.13, -0.8, 0.026, 0.02)
        }
        return f
    }

    static func guitarist() -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            s.limb(-0.05, -0.5, -0.17, -0.02, 0.06, 0.028)
            s.limb(0.05, -0.5, 0.16, -0.02, 0.06, 0.028)
            s.ellipse(-0.18, -0.012, 0.045, 0.02)
            s.ellipse(0.17, -0.012, 0.045, 0.02)
        }
        f.add(.body) { s in
            s.curve([
                (-0.03, -0.86), (-0.125, -0.81), (-0.105, -0.62), (-0.1, -0.46), (0, -0.44), (0.1, -0.46), (0.105, -0.62), (0.125, -0.81),
                (0.03, -0.86),
            ])
            s.limb(0.02, -0.85, 0.03, -0.9, 0.032, 0.03)
            s.ellipse(0.035, -0.93, 0.052, 0.065)
            s.limb(-0.12, -0.79, -0.17, -0.62, 0.036, 0.028)
            s.limb(-0.17, -0.62, -0.05, -0.53, 0.028, 0.02)
            s.limb(0.12, -0.79, 0.23, -0.66, 0.036, 0.028)
            s.limb(0.23, -0.66, 0.29, -0.74, 0.028, 0.02)
        }
        f.add(.accent) { s in
            s.ellipse(-0.1, -0.5, 0.11, 0.08, turn: -0.5)
            s.ellipse(0.0, -0.57, 0.075, 0.06, turn: -0.5)
            s.limb(-0.02, -0.56, 0.38, -0.8, 0.014, 0.011)
            s.limb(0.38, -0.8, 0.43, -0.83, 0.022, 0.016)
        }
        return f
    }

    static func band() -> Figure {
        var f = Figure()
        f.add(.guitarist(), at: -0.62, 0, scale: 0.98)
        f.add(.drums(), at: 0.05, -0.12, scale: 0.9)
        f.add(.guitarist(), at: 0.68, 0, scale: 0.97, mirrored: true)
        f.add(.singer(), at: 0.02, 0)
        return f
    }

    private static func drums() -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            s.ellipse(0, -0.2, 0.2, 0.2)
            s.box(-0.34, -0.34, -0.18, -0.1)
            s.box(0.18, -0.34, 0.34, -0.1)
            s.limb(-0.36, 0, -0.36, -0.6, 0.008, 0.008)
            s.limb(0.36, 0, 0.36, -0.6, 0.008, 0.008)
            s.ellipse(-0.36, -0.6, 0.14, 0.016, turn: 0.2)
            s.ellipse(0.36, -0.6, 0.14, 0.016, turn: -0.2)
            s.curve([(-0.12, -0.35), (-0.14, -0.65), (0, -0.72), (0.14, -0.65), (0.12, -0.35)])
            s.ellipse(0, -0.8, 0.055, 0.07)
        }
        return f
    }

    static func astronaut() -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            s.box(-0.17, -0.86, 0.17, -0.5)
            s.limb(-0.08, -0.45, -0.13, -0.06, 0.085, 0.07)
            s.limb(0.08, -0.45, 0.17, -0.1, 0.085, 0.07)
        }
        f.add(.lit) { s in
            s.curve([(-0.14, -0.82), (-0.15, -0.6), (-0.12, -0.42), (0, -0.38), (0.12, -0.42), (0.15, -0.6), (0.14, -0.82), (0, -0.86)])
            s.limb(-0.15, -0.76, -0.3, -0.6, 0.062, 0.055)
            s.limb(-0.3, -0.6, -0.34, -0.42, 0.055, 0.045)
            s.limb(0.15, -0.76, 0.32, -0.82, 0.062, 0.055)
            s.limb(0.32, -0.82, 0.42, -0.98, 0.055, 0.045)
            s.limb(-0.08, -0.42, -0.1, -0.24, 0.08, 0.07)
            s.limb(-0.1, -0.24, -0.16, -0.05, 0.07, 0.06)
            s.limb(0.08, -0.42, 0.17, -0.26, 0.08, 0.07)
            s.limb(0.17, -0.26, 0.13, -0.06, 0.07, 0.06)
            s.ellipse(0, -0.94, 0.125, 0.125)
        }
        f.add(.shade) { $0.ellipse(0.02, -0.94, 0.088, 0.08) }
        f.add(.accent) { $0.ellipse(0.045, -0.965, 0.03, 0.022, turn: -0.5) }
        return f
    }

    /// A row of heads and raised hands, `width` long.
    static func crowd(width: Float, seed: Int, raised: Float) -> Figure {
        var f = Figure()
        f.add(.shade) { s in
            let count = max(4, Int(width / 0.17))
            for index in 0..<count {
                let x = (Float(index) + 0.5 + 0.5 * (hashUnit(index, seed) - 0.5)) / Float(count) * width - width / 2
                let tall = 0.42 + 0.14 * hashUnit(index, seed + 1)
                s.curve([
                    (x - 0.12, 0.4), (x - 0.12, -tall + 0.2), (x - 0.05, -tall + 0.11), (x + 0.05, -tall + 0.11), (x + 0.12, -tall + 0.2),
                    (x + 0.12, 0.4),
                ])
                s.ellipse(x, -tall, 0.062, 0.078)
                if hashUnit(index, seed + 2) < raised {
                    let lean = (hashUnit(index, seed + 3) - 0.5) * 0.2
                    s.limb(x + 0.1, -tall + 0.18, x + 0.13 + lean, -tall - 0.08, 0.03, 0.026)
                    s.limb(x + 0.13 + lean, -tall - 0.08, x + 0.11 + lean * 1.6, -tall - 0.26, 0.026, 0.022)
                    s.ellipse(x + 0.11 + lean * 1.6, -tall - 0.29, 0.026, 0.034)
                }
            }
        }
        return f
    }
}
