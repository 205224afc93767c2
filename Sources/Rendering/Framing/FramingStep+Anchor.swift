import Editorial
import Execution
import Media
import Recipes
import Timebase

extension FramingStep {
    private static let pictures = 8
    /// Pixels of the longer side of those that are looked at.
    private static let side = 96

    /// With an anchor: what draws the eye in the frames that the clip shows, where that is left open and something hangs on it. One for the
    /// whole clip, the same in the tail of a transition, so that nothing wobbles.
    func anchored(_ run: SourceRun, _ format: PictureFormat, in context: WorkContext) throws -> FramingStep {
        guard anchor == nil else { return self }
        var step = self
        step.anchor = [500, 500]
        let moments = (0..<Self.pictures).map { $0 * max(0, length - 1) / (Self.pictures - 1) }
        let frames = Set(moments.map { max(0, run.sourceFrame(at: $0 - run.offset, filmRate: format.rate)) }).sorted()
        var source = try PictureSource(path: context.path(of: run.take), wanted: Set(frames))
        try source.start(at: frames[0])
        let frame = Frame()
        var small: Conform?
        var part = (across: 1.0, down: 1.0)
        var seen: [Saliency.Picture] = []
        var open = frames[...]
        while let wanted = open.first, let number = try source.next(into: frame) {
            guard number >= wanted else { continue }
            while let next = open.first, next <= number { open.removeFirst() }
            if small == nil {
                let fitting = Conform.fitting(
                    Conform.Look(frame), pixelAspect: source.pixelAspect, rotation: source.rotation, toWidth: format.width,
                    toHeight: format.height, step: step)
                part = step.part(fitting)
                if part.across >= 1, part.down >= 1 { return step }
                let longer = max(fitting.width, fitting.height)
                func reduced(_ side: Int) -> Int { max(16, side * Self.side / longer / 2 * 2) }
                small = Conform(
                    width: reduced(fitting.width), height: reduced(fitting.height), framing: FramingStep(fit: .stretch),
                    pixelFormat: "yuv444p")
            }
            seen.append(try small!(frame, of: source).planes)
        }
        if !seen.isEmpty { step.anchor = Saliency(seen).anchor(across: part.across, down: part.down) }
        return step
    }

    /// How much of the take is seen; what a push goes towards where all of it is. A crop of a hundredth is none.
    private func part(_ fitting: Fitting) -> (across: Double, down: Double) {
        func share(_ side: Int, _ to: Int) -> Double {
            let share = Double(to) / Double(side)
            return share < 0.99 ? share : push == 0 ? 1 : 0.6
        }
        return (share(fitting.width, fitting.toWidth), share(fitting.height, fitting.toHeight))
    }
}

extension Frame {
    /// Its planes of 8 bits as numbers.
    fileprivate var planes: Saliency.Picture {
        (0..<colourPlanes).map { plane in
            let (width, height) = size(ofPlane: plane)
            var values = FloatPlane(width: width, height: height)
            for y in 0..<height { for x in 0..<width { values.values[y * width + x] = Float(self.plane(plane)[y * stride(plane) + x]) } }
            return values
        }
    }
}
