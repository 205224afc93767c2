import Foundation

/// Pieces of land and water that several scenes are made of.
extension Composition {
    /// One range: crest, light and shadow faces, snow, mist towards its foot.
    func ridge(base: Float, height: Float, frequency: Float, nearness: Float, depth: Float, snow: Float, surface: Ink, foot: Float? = nil) {
        let sprite = canvas(top: base - height * 1.35, bottom: foot ?? min(0.56, base + 0.26), detail: depth > 8 ? 0.8 : 1)
        let (noise, row) = (noise, chance(0, 60))
        let shift = chance(0, 60)
        let crest: [Float] = (0..<sprite.width).map { column in
            let x = sprite.x(column)
            let main = noise.ridge(x * frequency + shift, octaves: 6, row: row)
            let swell = noise.value(x * frequency * 0.45 + shift, row + 30)
            return base - height * (main * 0.95 * (0.45 + 0.75 * swell) - 0.12)
        }
        // Only the larger folds of the crest cast faces.
        let reach = max(2, Int(0.022 * sprite.density))
        var running: Float = 0
        let sums =
            [0]
            + crest.map { value -> Float in
                running += value
                return running
            }
        let smooth = crest.indices.map { index -> Float in
            let (low, high) = (max(0, index - reach), min(crest.count, index + reach + 1))
            return (sums[high] - sums[low]) / Float(high - low)
        }
        let p = palette
        let towards: Float = light.x < 0 ? -1 : 1
        let body = p.layer(nearness).mixed(p.surface(surface), 0.5 * nearness)
        let lit = body.mixed(p.light, 0.3 * (0.35 + 0.65 * p.day))
        let shadow = body.lit(0.8)
        let snowLit = Ink(hex: 0xf7f9ff).under(p.light.mixed(Ink(1, 1, 1, 1), 0.4)).lit(0.4 + 0.6 * p.day).mixed(
            p.haze, 0.5 * (1 - nearness))
        let snowShade = snowLit.mixed(p.top.mixed(p.middle, 0.5), 0.5)
        let air = p.haze.mixed(p.low, 0.35)
        let column = { (x: Float) in min(sprite.width - 1, max(0, Int((x - sprite.origin.x) * sprite.density + 0.5))) }
        sprite.fillBelow({ crest[column($0)] }) { x, y, edge in
            let under = y - edge
            // Faces follow the crest downhill: where it falls towards the light the slope below is lit.
            let wobble = (noise.fractal(x * 15 + shift, under * 17 + row, octaves: 2) - 0.5) * 0.05
            let at = x + (towards * 0.42 + wobble * 4) * under + wobble * 0.4
            let fall = (smooth[column(at + towards * 0.02)] - smooth[column(at - towards * 0.02)]) / 0.04
            let face = smoothstep(-0.06, 0.1, fall + (noise.value(x * 26, y * 22 + shift) - 0.5) * 0.2)
            var ink = shadow.mixed(lit, face)
            let line = snow * height * (0.42 + 0.5 * noise.value(x * 26 + shift, under * 14 + row))
            if snow > 0 {
                let cover = smoothstep(line + 0.012, line - 0.012, under) * smoothstep(base + 0.02, base - height * 0.25, edge)
                ink = ink.mixed(snowShade.mixed(snowLit, face), cover)
            }
            let sunk = smoothstep(base - height * 0.55, base + 0.14, y) * (1 - nearness * 0.75)
            return ink.mixed(air, sunk * 0.85)
        }
        add(sprite, depth: depth)
    }

    /// A row of trees standing on a line.
    func treeLine(
        y: Float, height: ClosedRange<Float>, count: Int, depth: Float, nearness: Float, wave: Float = 0.02, tint own: Ink,
        broad: Bool = false
    ) {
        let tall = height.upperBound
        let sprite = canvas(top: y - wave - tall * 1.05, bottom: min(0.56, y + 0.3), detail: depth > 4 ? 0.9 : 1)
        let (noise, shift) = (noise, chance(0, 50))
        let p = palette
        let body = p.layer(nearness).mixed(p.surface(own), 0.2 + 0.4 * nearness)
        let line = { (x: Float) in y + (noise.value(x * 2.2 + shift, 4.5) - 0.5) * 2 * wave }
        let air = p.haze.mixed(p.low, 0.4)
        for index in 0..<count {
            let x = sprite.x(0) + (Float(index) + chance(0, 1)) / Float(count) * Float(sprite.width) / sprite.density
            let h = chance(height.lowerBound, height.upperBound)
            let figure: Figure = broad ? .broadleaf(&random) : .spruce(&random)
            let shade = body.lit(chance(0.88, 1.1))
            let ground = line(x)
            for piece in figure.pieces {
                sprite.fill(piece.shape.scaled(h).moved(x, ground + 0.01)) { _, py in
                    shade.mixed(air, (1 - nearness) * 0.5 * limited((py - ground + h) / h))
                }
            }
        }
        sprite.fillBelow(line) { _, py, edge in body.lit(0.9).mixed(air, (1 - nearness) * 0.6 * smoothstep(0, 0.12, py - edge)) }
        add(sprite, depth: depth)
    }

    /// A soft ground in front; with `edges` only the sides rise into the picture.
    func hill(y: Float, swell: Float, depth: Float, nearness: Float, own: Ink, edges: Bool = false, texture: Float = 0.12) {
        let sprite = canvas(top: y - swell * 2.2 - 0.05, bottom: 0.62)
        let (noise, shift, row) = (noise, chance(0, 60), chance(0, 30))
        let body = palette.layer(nearness).mixed(palette.surface(own, 0.72 + 0.28 * nearness), 0.6 + 0.32 * palette.day)
        let bright = body.mixed(palette.light, 0.3 * (0.3 + 0.7 * palette.day))
        let (half, source) = (halfWidth, light.x)
        sprite.fillBelow({ x in
            let bump = noise.fractal(x * 1.3 + shift, row, octaves: 3) - 0.5
            let bowl: Float = edges ? 0.5 - 1.4 * min(1, abs(x) / half) * min(1, abs(x) / half) : 0
            return y - bump * 2 * swell + bowl * swell * 1.6
        }) { x, py, edge in
            let under = py - edge
            let n = noise.fractal(x * 14 + shift, py * 40, octaves: 3) - 0.5
            let crest = smoothstep(0.05, 0, under) * (0.6 + 0.4 / (1 + (x - source) * (x - source) * 3))
            return body.mixed(bright, limited(crest * 0.8 + 0.2)).lit((1 + n * texture * 2) * (1 - 0.55 * limited(under * 1.6)))
        }
        add(sprite, depth: depth)
    }

    func water(horizon: Float, depth: Float, roughness: Float, glitter: Float) {
        let tile = Tile(noise, cellsX: 8, cellsY: 16, octaves: 3)
        let deep = palette.top.mixed(palette.near, 0.45).lit(0.9)
        elements.append(
            Water(
                horizon: horizon, depth: depth + farther, deep: deep, light: palette.light.glow(1), lightX: light.x, glitter: glitter,
                roughness: roughness, tile: tile))
    }
}
