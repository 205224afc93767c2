import Execution
import Media
import Recipes

/// Gains, contrast, saturation and a table of colours, in red, green and blue of 16 bits.
struct Colouring: ~Copyable {
    private let tables: [[UInt16]]
    private let saturation: Int
    private var table: ColourTable?
    /// 256ths.
    private let strength: Int
    private var rows: RGBRows?
    private var size = (0, 0)

    /// Whether a step asks for any of it.
    static func isAsked(_ step: GradeStep) -> Bool {
        step.gains.contains { $0 != 1000 } || step.contrast != 1000 || step.saturation != 1000 || (step.lut != nil && step.lutStrength > 0)
    }

    init(_ step: GradeStep, in context: WorkContext) throws {
        let lut = step.lutStrength > 0 ? step.lut : nil
        let table = try lut.map { try context.path(of: $0) }.map { try ColourTable(path: $0, in: context) }
        let curves = step.gains.map { ToneCurve(gain: $0, contrast: step.contrast) }
        tables = step.gains.allSatisfy { $0 == step.gains[0] } ? Array(repeating: curves[0].table, count: 3) : curves.map(\.table)
        saturation = step.saturation
        strength = (step.lutStrength * 256 + 500) / 1000
        self.table = table
    }

    /// - Parameter picture: its memory is written to where nobody else has it.
    mutating func coloured(_ picture: consuming Frame) throws(MediaError) -> Frame {
        let (width, height) = (picture.width, picture.height)
        if rows == nil || size != (width, height) {
            rows = RGBRows(width: width, height: height)
            size = (width, height)
        }
        if table == nil {
            let result = try Frame(like: picture)
            let line = Scratch<UInt16>(3 * width, 0)
            let rgb = RGBLine(red: line.start, green: line.start + width, blue: line.start + 2 * width)
            for row in 0..<height {
                read(picture, row, into: rgb)
                rows!.write(rgb, to: result, row: row)
            }
            return result
        }
        let plain = try Frame.rgb(width: width, height: height)
        for row in 0..<height { read(picture, row, into: Self.line(plain, row)) }
        let looked = try table!.colours(plain)
        if strength < 256 { try looked.blend(with: plain, weight: 256 - strength) }
        try picture.makeWritable()
        for row in 0..<height { rows!.write(Self.line(looked, row), to: picture, row: row) }
        return picture
    }

    private func read(_ picture: borrowing Frame, _ row: Int, into rgb: RGBLine) {
        rows!.read(picture, row: row, tables: tables, into: rgb)
        if saturation != 1000 { rgb.saturate(saturation, count: picture.width) }
    }

    private static func line(_ frame: borrowing Frame, _ row: Int) -> RGBLine {
        func start(_ plane: Int) -> UnsafeMutablePointer<UInt16> {
            UnsafeMutableRawPointer(frame.plane(plane) + row * frame.stride(plane)).assumingMemoryBound(to: UInt16.self)
        }
        return RGBLine(red: start(2), green: start(0), blue: start(1))
    }
}
