import Timebase

/// Times as MLT has them: a number of frames, or a clock's `00:00:01.708`, from which the frame is the nearest.
enum MLTTime {
    static func frame(_ text: String, at rate: FrameRate) -> Int? {
        let frame = text.contains(":") ? clock(text, rate) : Int(text.prefix { $0 != "." && $0 != "," })
        return frame.flatMap { $0.magnitude <= MLTDocument.latest ? $0 : nil }
    }

    private static func clock(_ text: String, _ rate: FrameRate) -> Int? {
        // Thousandths follow a point; four parts without one are time code.
        if !text.contains("."), !text.contains(","), let frame = TimeCode.frame(text, at: rate) { return frame }
        let isNegative = text.hasPrefix("-")
        let parts = (isNegative ? text.dropFirst() : text[...]).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 3, let last = parts.last, let seconds = Double(last.replacing(",", with: ".")), seconds.isFinite else {
            return nil
        }
        var (total, scale) = (seconds, 60.0)
        for part in parts.dropLast().reversed() {
            guard let number = Int(part.isEmpty ? "0" : part), (0...1_000_000).contains(number) else { return nil }
            total += Double(number) * scale
            scale *= 60
        }
        let frames = (total * rate.doubleValue).rounded() * (isNegative ? -1 : 1)
        return abs(frames) <= Double(MLTDocument.latest) ? Int(frames) : nil
    }
}
