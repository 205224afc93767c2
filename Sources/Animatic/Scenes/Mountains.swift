import Foundation

/// Ranges of mountains, a lake or a wood at their foot.
extension Composition {
    func buildMountains() {
        let lake = has(.reflection) || has(.river) || description.beyond == .sea || coin(0.3)
        let h = chance(0.1, 0.2)
        aim = Point(chance(-0.15, 0.15) * halfWidth, h - 0.08)
        sky(horizon: h)
        let snowy = isSnowy
        let rock = [Ink(hex: 0x51607a), Ink(hex: 0x6b5a66), Ink(hex: 0x4b6a68)][pick(3)]
        let style = pick(3)
        let peaks: [(Float, Float, Float)] =
            style == 0
            ? [(0.0, 0.44, 1.7), (0.02, 0.32, 2.3), (0.06, 0.2, 3.2)]
            : style == 1
                ? [(-0.02, 0.3, 2.6), (0.02, 0.36, 1.6), (0.05, 0.22, 2.8), (0.08, 0.13, 3.6)]
                : [(0.0, 0.54, 1.1), (0.04, 0.24, 2.6), (0.07, 0.15, 3.6)]
        for (index, peak) in peaks.enumerated() {
            let near = Float(index) / Float(peaks.count) * 0.7 + 0.16
            let snow: Float = snowy ? 1.1 : (index < 2 ? [0.65, 0.35, 0.5][style] : 0)
            // Over a lake the last range must stand clear of the water.
            ridge(
                base: h + (lake ? min(peak.0, 0.04) : peak.0), height: peak.1, frequency: peak.2, nearness: near,
                depth: 12 / (1 + 1.7 * Float(index)), snow: snow, surface: rock)
            if index < 2 {
                mist(h + peak.0 + 0.05, height: 0.1, depth: 9 / (1 + 1.7 * Float(index)), description.weather == .fog ? 0.9 : 0.5)
            }
        }
        if lake { water(horizon: h + 0.1, depth: 4, roughness: 0.35, glitter: 0.4) }
        let pine = snowy ? Ink(hex: 0x8aa0b8) : Ink(hex: 0x24523f)
        if !lake { treeLine(y: h + 0.17, height: 0.05...0.1, count: 60, depth: 2.8, nearness: 0.8, tint: pine) }
        let ground = lake ? 0.43 : h + 0.25 as Float
        hill(y: ground, swell: 0.07, depth: 1.7, nearness: 0.98, own: snowy ? Ink(hex: 0xdfe8f4) : Ink(hex: 0x2c4a3c), edges: lake)
        let trees = 5 + pick(4)
        for _ in 0..<trees {
            let across = chance(0.35, 1.12) * (coin(0.7) ? -side : side)
            stand(
                .spruce(&random), x: across * halfWidth, y: ground + chance(0.02, 0.06), height: chance(0.2, 0.38),
                depth: chance(1.35, 1.75), nearness: 1, rim: 0.3)
        }
        placeSubjects(y: min(0.46, ground + 0.05), person: 0.2)
        foregroundAir()
    }
}
