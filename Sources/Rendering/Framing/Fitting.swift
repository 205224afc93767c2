import Editorial
package import Recipes
package import Timebase

/// Where the picture of a take lies in the film's: how large it is made, what of it is cropped and what is left free around it.
package struct Fitting: Equatable {
    /// Pixels of the take's whole picture once it is scaled; even.
    package let width: Int
    package let height: Int
    /// Columns and rows that are cropped at the left and the top, even; below 0 those that are left free there.
    package let left: Int
    package let top: Int
    /// The picture that is filled.
    package let toWidth: Int
    package let toHeight: Int
    /// Where the anchor lies in it, in shares.
    package let focus: Focus

    package struct Focus: Equatable {
        package var x: Double
        package var y: Double

        package init(x: Double, y: Double) { (self.x, self.y) = (x, y) }

        static let centre = Focus(x: 0.5, y: 0.5)
    }

    /// - Parameters:
    ///   - shownWidth: of the take upright, in square pixels.
    ///   - toWidth: pixels of the picture that is filled; even.
    package init(shownWidth: Rational, shownHeight: Rational, toWidth: Int, toHeight: Int, step: FramingStep = FramingStep()) {
        let (across, down) = (Rational(Int64(toWidth)) / shownWidth, Rational(Int64(toHeight)) / shownHeight)
        let zoom = Rational(Int64(step.zoom), 1000)
        let anchor = step.anchor ?? [500, 500]
        func side(_ shown: Rational, _ own: Rational, _ to: Int) -> Int {
            let isFilled = step.fit == .cover || step.fit == .stretch
            let factor: Rational =
                switch step.fit {
                case .cover: max(across, down)
                case .contain, .blur: min(across, down)
                case .stretch: own
                }
            let even = max(2, Int((shown * factor * zoom / Rational(2)).rounded) * 2)
            // A hair's breadth is stretched and not left free.
            return even < to && (isFilled || even * 100 >= to * 99) ? to : even
        }
        func place(_ side: Int, _ to: Int, _ anchor: Int) -> Int {
            if side <= to { return -((to - side) / 4 * 2) }
            return min(side - to, max(0, (anchor * side / 1000 - to / 2) / 2 * 2))
        }
        width = side(shownWidth, across, toWidth)
        height = side(shownHeight, down, toHeight)
        left = place(width, toWidth, anchor[0])
        top = place(height, toHeight, anchor[1])
        (self.toWidth, self.toHeight) = (toWidth, toHeight)
        func share(_ anchor: Int, _ side: Int, _ start: Int, _ to: Int) -> Double {
            min(1, max(0, (Double(anchor * side) / 1000 - Double(start)) / Double(to)))
        }
        focus = Focus(x: share(anchor[0], width, left, toWidth), y: share(anchor[1], height, top, toHeight))
    }

    package var isCropped: Bool { width > toWidth || height > toHeight }
    package var leavesFree: Bool { width < toWidth || height < toHeight }
}

extension Fitting {
    /// Its filters, in libavfilter's words, from an upright picture of so many pixels on.
    /// - Parameters:
    ///   - conversion: what else is said to the scaler.
    ///   - format: of pixels, made before what is left free is filled.
    func filters(from source: (width: Int, height: Int), conversion: String, format: String, fillsWithBlack: Bool) -> [String] {
        var filters: [String] = []
        var part = (width: width, height: height, left: max(0, left), top: max(0, top))
        let isCentred = part.left == (width - toWidth) / 4 * 2 && part.top == (height - toHeight) / 4 * 2
        var place = isCentred || !isCropped ? "" : ":\(part.left):\(part.top)"
        if let window = window(of: source) {
            filters.append("crop=\(window.columns.count):\(window.rows.count):\(window.columns.lowerBound):\(window.rows.lowerBound)")
            part = window.scaled
            place = ":\(part.left):\(part.top)"
        }
        filters.append("scale=\(part.width):\(part.height):\(conversion)")
        if isCropped || !leavesFree { filters.append("crop=\(min(toWidth, part.width)):\(min(toHeight, part.height))\(place)") }
        filters += ["setsar=1", "format=\(format)"]
        if leavesFree, fillsWithBlack { filters.append("pad=\(toWidth):\(toHeight):\(max(0, -left)):\(max(0, -top)):black") }
        return filters
    }

    /// The part of the source that is seen, with what the scaler looks at around it: scaling nothing else is quicker where most is cropped.
    private func window(
        of source: (width: Int, height: Int)
    ) -> (columns: Range<Int>, rows: Range<Int>, scaled: (width: Int, height: Int, left: Int, top: Int))? {
        let seen = min(width, toWidth) * min(height, toHeight)
        guard source.width % 2 == 0, source.height % 2 == 0, width * height * 2 > seen * 3 else { return nil }
        func range(_ source: Int, _ side: Int, _ start: Int, _ to: Int) -> (range: Range<Int>, side: Int, start: Int) {
            if side <= to { return (0..<source, side, 0) }
            let around = max(8, 4 * source / side + 4)
            let from = max(0, start * source / side - around) / 4 * 4
            let end = min(source, ((start + to) * source / side + around + 3) / 4 * 4)
            let scaled = max(to, ((end - from) * side / source + 1) / 2 * 2)
            return (from..<end, scaled, min(scaled - to, max(0, (start - from * side / source) / 2 * 2)))
        }
        let across = range(source.width, width, max(0, left), toWidth)
        let down = range(source.height, height, max(0, top), toHeight)
        return (across.range, down.range, (across.side, down.side, across.start, down.start))
    }
}
