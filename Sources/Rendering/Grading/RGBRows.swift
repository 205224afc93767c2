import Media

/// Turns rows of YUV pictures into red, green and blue of 16 bits and back, matrix of BT.709, chroma sited as MPEG-2 has it: beside the
/// left one of two pixels, and between two rows.
struct RGBRows {
    private let (width, height): (Int, Int)
    private let rows: PictureRows
    private let luma: Scratch<Float>
    /// Cb and Cr: a row in the middle of its pixels' rows, and the row nearest to those above or below.
    private let (blue, red): (Scratch<Float>, Scratch<Float>)
    private let (nearBlue, nearRed): (Scratch<Float>, Scratch<Float>)
    private let (wideBlue, wideRed): (Scratch<Float>, Scratch<Float>)
    /// What the even row of two comes to, until the other one is there.
    private let (aboveBlue, aboveRed): (Scratch<Float>, Scratch<Float>)
    /// Places in the tables.
    private let places: Scratch<Int32>

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        rows = PictureRows(width: width)
        let count = width + 8
        luma = Scratch(count, 0)
        (blue, red) = (Scratch(count, 0), Scratch(count, 0))
        (nearBlue, nearRed) = (Scratch(count, 0), Scratch(count, 0))
        (wideBlue, wideRed) = (Scratch(count, 0), Scratch(count, 0))
        (aboveBlue, aboveRed) = (Scratch(count, 0), Scratch(count, 0))
        places = Scratch(3 * count, 0)
    }

    /// A row in red, green and blue after their tables.
    func read(_ frame: borrowing Frame, row: Int, tables: [[UInt16]], into rgb: RGBLine) {
        rows.read(frame, plane: 0, row: row, into: luma.start)
        chroma(frame, plane: 1, row: row, blue.start, nearBlue.start, wideBlue.start)
        chroma(frame, plane: 2, row: row, red.start, nearRed.start, wideRed.start)
        let (steps, count) = (Float(ToneCurve.steps), width)
        let (offset, most) = (Float(-ToneCurve.lowest) * steps, Float(ToneCurve.count - 1))
        let (y, u, v) = (luma.start, wideBlue.start, wideRed.start)
        let (r, g, b) = (places.start, places.start + count, places.start + 2 * count)
        let (yScale, cScale) = (steps / 219, steps / 224)
        for x in 0..<count {
            let light = (y[x] - 16) * yScale + offset
            let (cb, cr) = ((u[x] - 128) * cScale, (v[x] - 128) * cScale)
            r[x] = (light + 1.5748 * cr).held(0, most).nearest
            g[x] = (light - 0.187324 * cb - 0.468124 * cr).held(0, most).nearest
            b[x] = (light + 1.8556 * cb).held(0, most).nearest
        }
        Self.look(r, tables[0], rgb.red, count)
        Self.look(g, tables[1], rgb.green, count)
        Self.look(b, tables[2], rgb.blue, count)
    }

    private static func look(_ places: UnsafeMutablePointer<Int32>, _ table: [UInt16], _ line: UnsafeMutablePointer<UInt16>, _ count: Int) {
        table.withUnsafeBufferPointer { table in for x in 0..<count { line[x] = table[Int(places[x])] } }
    }

    /// One of the chroma planes at every pixel of a row.
    private func chroma(
        _ frame: borrowing Frame, plane: Int, row: Int, _ own: UnsafeMutablePointer<Float>, _ near: UnsafeMutablePointer<Float>,
        _ wide: UnsafeMutablePointer<Float>
    ) {
        let size = frame.size(ofPlane: plane)
        if size.height < height {
            rows.read(frame, plane: plane, row: row / 2, into: own)
            rows.read(frame, plane: plane, row: min(size.height - 1, max(0, row / 2 + (row % 2 == 0 ? -1 : 1))), into: near)
            for x in 0..<size.width { own[x] = 0.75 * own[x] + 0.25 * near[x] }
        } else {
            rows.read(frame, plane: plane, row: row, into: own)
        }
        if size.width < width {
            own[size.width] = own[size.width - 1]
            for x in 0..<size.width {
                wide[2 &* x] = own[x]
                wide[2 &* x &+ 1] = 0.5 * (own[x] + own[x &+ 1])
            }
        } else {
            wide.update(from: own, count: width)
        }
    }

    /// Writes rows back; of a plane of chroma that has a row for two, both have to come, the even one first.
    /// - Parameter frame: writable.
    func write(_ rgb: RGBLine, to frame: borrowing Frame, row: Int) {
        let count = width
        let (r, g, b, y) = (rgb.red, rgb.green, rgb.blue, luma.start)
        let (u, v) = (wideBlue.start, wideRed.start)
        let scale: Float = 219.0 / 65535
        // What is left of red and blue without luma has to be brought to the range of chroma.
        let (toBlue, toRed): (Float, Float) = (224.0 / 219 / 1.8556, 224.0 / 219 / 1.5748)
        for x in 0..<count {
            let (red, blue) = (Float(r[x]) * scale, Float(b[x]) * scale)
            let light = 0.2126 * red + 0.7152 * (Float(g[x]) * scale) + 0.0722 * blue
            y[x] = light + 16
            u[x] = (blue - light) * toBlue + 128
            v[x] = (red - light) * toRed + 128
        }
        rows.write(y, to: frame, plane: 0, row: row)
        narrow(u, blue.start, aboveBlue.start, to: frame, plane: 1, row: row)
        narrow(v, red.start, aboveRed.start, to: frame, plane: 2, row: row)
    }

    private func narrow(
        _ wide: UnsafeMutablePointer<Float>, _ own: UnsafeMutablePointer<Float>, _ above: UnsafeMutablePointer<Float>, to frame: borrowing Frame,
        plane: Int, row: Int
    ) {
        let size = frame.size(ofPlane: plane)
        if size.width < width {
            if width % 2 == 1 { wide[width] = wide[width - 1] }
            own[0] = 0.75 * wide[0] + 0.25 * wide[1]
            for x in 1..<max(1, size.width) { own[x] = 0.25 * (wide[2 &* x &- 1] + wide[2 &* x &+ 1]) + 0.5 * wide[2 &* x] }
        } else {
            own.update(from: wide, count: width)
        }
        guard size.height < height else { return rows.write(own, to: frame, plane: plane, row: row) }
        if row % 2 == 0 {
            above.update(from: own, count: size.width)
            if row + 1 == height { rows.write(own, to: frame, plane: plane, row: row / 2) }
        } else {
            for x in 0..<size.width { own[x] = 0.5 * (own[x] + above[x]) }
            rows.write(own, to: frame, plane: plane, row: row / 2)
        }
    }
}

/// A row of 16 bits a channel.
struct RGBLine {
    var red: UnsafeMutablePointer<UInt16>
    var green: UnsafeMutablePointer<UInt16>
    var blue: UnsafeMutablePointer<UInt16>

    /// Thousandths: 0 leaves luma alone.
    func saturate(_ saturation: Int, count: Int) {
        let share = Float(saturation) / 1000
        for x in 0..<count {
            let (r, g, b) = (Float(red[x]), Float(green[x]), Float(blue[x]))
            let luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
            red[x] = UInt16(truncatingIfNeeded: (luma + share * (r - luma)).held(0, 65535).nearest)
            green[x] = UInt16(truncatingIfNeeded: (luma + share * (g - luma)).held(0, 65535).nearest)
            blue[x] = UInt16(truncatingIfNeeded: (luma + share * (b - luma)).held(0, 65535).nearest)
        }
    }
}
