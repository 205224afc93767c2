import Timebase

/// The colours of one picture, from air to foreground.
struct Palette {
    var top: Ink
    var middle: Ink
    var low: Ink
    /// Sun, moon or lamp, and the light it throws.
    var light: Ink
    /// Far layers.
    var haze: Ink
    /// Near silhouettes.
    var near: Ink
    /// Lit windows, signs, clothes: what the eye should find.
    var accent: Ink
    /// Second accent, opposite in mood.
    var contrast: Ink
    /// How brightly surfaces are lit, 0 to 1.
    var day: Float

    /// The colour of a silhouette between far (0) and near (1).
    func layer(_ nearness: Float) -> Ink { haze.mixed(near, nearness) }

    /// A surface of its own colour under this light.
    func surface(_ own: Ink, _ amount: Float = 0.75) -> Ink {
        let white = light.mixed(Ink(1, 1, 1, 1), 0.45)
        return own.under(white).lit(0.22 + 0.78 * day).mixed(haze, 1 - amount)
    }

    init(_ d: SceneDescription, random: inout SeededRandom) {
        let choices = Palette.table[d.time] ?? []
        // The words and the seed choose together: prompts differ, and so do takes of one prompt, but less.
        let index = (Int(d.wordHash % 997) + (random.unit() < 0.65 ? 0 : 1 + Int(random.next() % 2))) % max(1, choices.count)
        let c = choices[index].map { Ink(hex: $0) }
        (top, middle, low, light, haze, near, accent, contrast) = (c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7])
        day = [.dawn: 0.72, .morning: 0.95, .day: 1, .sunset: 0.68, .dusk: 0.45, .night: 0.26][d.time] ?? 0.8
        weather(d.weather)
        // Green belongs to the plants where there are any.
        let planted = [.field, .forest, .underwater].contains(d.scene)
        for hue in d.hues.prefix(2) { tint(hue, (d.hues.count == 1 ? 0.62 : 0.4) * (planted && hue == .green ? 0.3 : 1)) }
        if d.looks.contains(.neon) {
            top = top.mixed(Ink(hex: 0x12063a), 0.6)
            middle = middle.mixed(Ink(hex: 0x5a1a8c), 0.5)
            low = low.mixed(Ink(hex: 0xff3fa4), 0.45)
            accent = Ink(hex: 0xff3fb4)
            contrast = Ink(hex: 0x2de2ff)
        }
        if d.looks.contains(.pastel) { each { $0.mixed(Ink(hex: 0xfff1ea), 0.35) } }
        let turn = Float(random.within(-0.06...0.06))
        each { Ink(limited($0.x * (1 + turn)), $0.y, limited($0.z * (1 - turn)), 1) }
    }

    private mutating func each(_ change: (Ink) -> Ink) {
        (top, middle, low, haze, near) = (change(top), change(middle), change(low), change(haze), change(near))
    }

    private mutating func weather(_ weather: Weather) {
        func grey(_ amount: Float, _ tone: Ink) {
            let level = max(0.16, middle.luma)
            let veil = tone.lit(level / max(0.05, tone.luma))
            top = top.mixed(veil.lit(0.75), amount)
            middle = middle.mixed(veil, amount)
            low = low.mixed(veil.lit(1.2), amount)
            haze = haze.mixed(veil, amount * 0.8)
        }
        switch weather {
        case .clear, .wind: break
        case .cloudy: grey(0.5, Ink(hex: 0x8a97a8))
        case .rain: grey(0.5, Ink(hex: 0x6f8296))
        case .storm:
            grey(0.72, Ink(hex: 0x5a6675))
            each { $0.lit(0.75) }
        case .snow: grey(0.55, Ink(hex: 0xaebccd))
        case .fog:
            grey(0.42, Ink(hex: 0xa9b0b6))
            near = near.mixed(haze, 0.22)
        }
    }

    private mutating func tint(_ hue: Hue, _ amount: Float) {
        let target: Ink
        switch hue {
        case .red: target = Ink(hex: 0xe0263c)
        case .orange: target = Ink(hex: 0xf47b20)
        case .gold: target = Ink(hex: 0xf5b82e)
        case .green: target = Ink(hex: 0x2fae66)
        case .teal: target = Ink(hex: 0x16a7a7)
        case .blue: target = Ink(hex: 0x2f6fe0)
        case .purple: target = Ink(hex: 0x7c3fd6)
        case .pink: target = Ink(hex: 0xf0529c)
        case .white: target = Ink(hex: 0xf2f0ea)
        case .grey: target = Ink(hex: 0x8d939b)
        case .warm: target = Ink(hex: 0xf0985a)
        case .cold: target = Ink(hex: 0x5a98d0)
        }
        let share = hue == .warm || hue == .cold ? amount * 0.6 : amount
        each { $0.tinted(target, share) }
        accent = accent.mixed(target, min(0.85, amount * 1.2))
        light = light.mixed(target.mixed(Ink(1, 1, 1, 1), 0.6), amount * 0.6)
    }

    /// top, middle, low, light, haze, near, accent, contrast
    private static let table: [DayTime: [[UInt32]]] = [
        .dawn: [
            [0x2b3a67, 0x8e6c9e, 0xf7b59a, 0xffd9a8, 0xb98aa0, 0x1f2238, 0xff8a5c, 0x6ec6d9],
            [0x24406e, 0x8d86b8, 0xffc294, 0xffe6bc, 0xa996b2, 0x1c2740, 0xff9a52, 0x5fd0c5],
            [0x44315f, 0xc06c84, 0xf8b195, 0xffe3c2, 0xb57a92, 0x241a33, 0xf67280, 0x7fd8e6],
        ],
        .morning: [
            [0x4f9bd9, 0x9fd0ef, 0xfdf1d6, 0xfff6da, 0xb2d0de, 0x27455a, 0xf2a65a, 0xe35d6a],
            [0x4aa7bd, 0xa9dcd8, 0xfff3d4, 0xfff7e0, 0xa7cfcd, 0x1f4d4f, 0xe76f51, 0xf4c95d],
            [0x6f8fd6, 0xb9c6f2, 0xffe4d9, 0xfff1e6, 0xb3bbdf, 0x2f3560, 0xff9e80, 0x55c2a2],
        ],
        .day: [
            [0x1f77c9, 0x66b3ec, 0xd3eefb, 0xffffff, 0x96c4e0, 0x17405c, 0xffca3a, 0xef5b5b],
            [0x0f86a8, 0x5cc4cf, 0xe4f7ec, 0xfffdf0, 0x93cbcc, 0x0e4a4c, 0xff6b6b, 0xffd166],
            [0x3a6ea5, 0x8db4d9, 0xf0efe4, 0xfffaf0, 0xa5b9cc, 0x2b3a4a, 0xe9c46a, 0xe76f51],
        ],
        .sunset: [
            [0x3a1c5c, 0xc8385a, 0xffab4c, 0xffe08a, 0xc2566a, 0x22102b, 0xffd166, 0x5ad1cf],
            [0x173b6c, 0xd9686b, 0xffc46b, 0xffe7a0, 0xb06a72, 0x141a33, 0xff7b54, 0x67d5ee],
            [0x641e46, 0xe8503a, 0xffcf56, 0xfff0a8, 0xcf5a40, 0x2a0d1f, 0xffd447, 0x43b0a8],
        ],
        .dusk: [
            [0x10204a, 0x3f5a9a, 0xd88fa6, 0xffb59e, 0x56618f, 0x0b1330, 0xffb703, 0xff5d8f],
            [0x0c2a3f, 0x2a6f80, 0xf2a97e, 0xffc795, 0x43737f, 0x07202b, 0xff9f5a, 0xf25f5c],
            [0x251351, 0x6a3d9a, 0xf08fb0, 0xffc2d4, 0x6d4a92, 0x150a30, 0x4de1ff, 0xffc857],
        ],
        .night: [
            [0x0b1334, 0x1b2f68, 0x4264a6, 0xdfe9ff, 0x2f4a80, 0x080d24, 0xffc857, 0xff5d73],
            [0x09232f, 0x11485a, 0x34868c, 0xe6fff6, 0x24606c, 0x05161d, 0xffd166, 0xef476f],
            [0x1a0b3c, 0x41196e, 0x963f97, 0xffe1f4, 0x54307c, 0x100726, 0x4de1ff, 0xff4fa3],
        ],
    ]
}
