import Editorial
import Timebase

/// `format`, as a map or as `1280x720`.
extension Report {
    func format(_ node: YAMLNode) -> PictureFormat? {
        if node.isNull { return PictureFormat() }
        var format = PictureFormat()
        if case .scalar = node.content {
            guard let size = size(node) else { return nil }
            (format.width, format.height) = size
            return format
        }
        guard let reader = SectionReader(node, ProjectKeys.format, self) else { return nil }
        if let rate = reader.value("fps").flatMap(frameRate) { format.rate = rate }
        if let sizeNode = reader.value("size") {
            if let size = size(sizeNode) { (format.width, format.height) = size }
            for key in ["width", "height"] {
                if let other = reader.value(key) { error(other, "'size' already says the \(key)", "keep one of the two") }
            }
            return format
        }
        if let width = edge(reader, "width") { format.width = width }
        if let height = edge(reader, "height") { format.height = height }
        switch (reader.value("width"), reader.value("height")) {
        case (let width?, nil): error(width, "'height' is missing beside 'width'", "write both, or size: 1280x720")
        case (nil, let height?): error(height, "'width' is missing beside 'height'", "write both, or size: 1280x720")
        default: break
        }
        return format
    }

    private func edge(_ reader: SectionReader, _ key: String) -> Int? {
        guard let value = reader.integer(key), let node = reader.value(key) else { return nil }
        return even(value) ? value : expected("an even number of pixels", node, "write \(value + 1) or \(value - 1)")
    }

    private func even(_ value: Int) -> Bool { value % 2 == 0 }

    func size(_ node: YAMLNode) -> (Int, Int)? {
        let example = Shape.size.expected
        guard case .scalar(let text, _) = node.content, !node.isNull else { return expected(example, node) }
        let sides = text.split(omittingEmptySubsequences: false) { "xX×*".contains($0) }.map { Int(String($0).trimmingBlanks) }
        guard sides.count == 2, let width = sides[0], let height = sides[1] else { return expected(example, node) }
        guard ProjectKeys.edge.contains(width), ProjectKeys.edge.contains(height), even(width), even(height) else {
            let range = ProjectKeys.edge
            return expected("even sides from \(range.lowerBound) to \(range.upperBound) pixels, such as 1280x720", node)
        }
        return (width, height)
    }

    func frameRate(_ node: YAMLNode) -> FrameRate? {
        let example = Shape.frameRate.expected
        guard case .scalar(let text, _) = node.content, !node.isNull else { return expected(example, node) }
        let compact = text.filter { $0 != " " }
        guard let value = Rational(compact) else {
            return expected(example, node, Numerals.repair(text, whole: false).map { "write \($0)" })
        }
        guard value >= Rational(1), value <= Rational(240) else { return expected(example, node) }
        let rate = FrameRate.conventional(value)
        // Exact arithmetic with finer fractions could leave 64 bits in an hour of film.
        guard rate.framesPerSecond.denominator <= 10_000 else {
            return expected("a frame rate with at most 3 decimals, or a fraction such as 24000/1001", node)
        }
        return rate
    }
}
