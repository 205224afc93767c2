import Media
import Recipes

/// Bloom, vignette and grain, row by row.
struct Finishing: ~Copyable {
    private let step: GradeStep
    private let rows: PictureRows
    private var bloom: Bloom?
    private let vignette: Vignette?
    private let grain: Grain?
    private let (line, colours): (Scratch<Float>, Scratch<Float>)
    /// Luma of a row and of the places of chroma beside it.
    private let (luma, site): (Scratch<Float>, Scratch<Float>)

    /// - Parameters:
    ///   - size: of the pictures that will come.
    init(_ step: GradeStep, width: Int, height: Int) {
        self.step = step
        rows = PictureRows(width: width)
        bloom = step.bloom > 0 ? Bloom(strength: step.bloom, width: width, height: height) : nil
        vignette = step.vignette > 0 ? Vignette(strength: step.vignette) : nil
        grain = step.grain > 0 ? Grain(strength: step.grain, height: height) : nil
        (line, colours) = (Scratch(width + 8, 0), Scratch(width + 8, 0))
        (luma, site) = (Scratch(width + 8, 0), Scratch(width + 8, 0))
    }

    /// Whether a step asks for any of it.
    static func isAsked(_ step: GradeStep) -> Bool { step.bloom > 0 || step.vignette > 0 || step.grain > 0 }

    mutating func finished(_ picture: consuming Frame, at frame: Int) throws(MediaError) -> Frame {
        if bloom != nil { bloom!.see(picture, rows) }
        try picture.makeWritable()
        let chroma = picture.size(ofPlane: 1)
        let (across, down) = (chroma.width < picture.width ? 2 : 1, chroma.height < picture.height ? 2 : 1)
        for row in 0..<picture.height {
            rows.read(picture, plane: 0, row: row, into: luma.start)
            // Chroma is done beside the first of its rows of luma, while that is as it was.
            if row % down == 0, row / down < chroma.height {
                let (luma, site) = (luma.start, site.start)
                if across == 2 {
                    for x in 0..<chroma.width { site[x] = luma[2 &* x] }
                } else {
                    site.update(from: luma, count: chroma.width)
                }
                for plane in 1...2 { finish(picture, plane, row / down, frame, site, (across, down)) }
            }
            finish(picture, 0, row, frame, luma.start, (1, 1))
        }
        return picture
    }

    private func finish(
        _ picture: borrowing Frame, _ plane: Int, _ row: Int, _ frame: Int, _ luma: UnsafeMutablePointer<Float>, _ scale: (across: Int, down: Int)
    ) {
        let (size, line) = (picture.size(ofPlane: plane), line.start)
        rows.read(picture, plane: plane, row: row, into: line)
        if bloom != nil {
            bloom!.add(
                to: line, size.width, plane: plane, row: row, over: luma, steps: (Bloom.step / scale.across, Bloom.step / scale.down))
        }
        vignette?.darken(
            line, row: row, size: size, aspect: Float(picture.width) / Float(picture.height), neutral: plane == 0 ? 16 : 128)
        grain?.add(to: line, size.width, plane: plane, row: row, frame: frame, over: luma)
        rows.write(line, to: picture, plane: plane, row: row)
    }
}
