import Content
import Editorial
import Execution
import Media
import Recipes
import Timebase

/// The pictures of a take as a segment shows them.
struct TakeCursor: ~Copyable {
    private let run: SourceRun
    private let filmRate: FrameRate
    private var window: TakeWindow
    private var flow: Flow?
    private let mover: Mover?

    /// - Parameter frames: how many the segment shows of it.
    init(
        _ run: SourceRun, frames: Int, _ format: PictureFormat, _ codec: PictureCodec, isQuick: Bool, in context: WorkContext
    ) throws {
        self.run = run
        filmRate = format.rate
        let wanted = Self.wanted(run, frames: frames, format.rate)
        let source = try PictureSource(path: context.path(of: run.take), wanted: wanted)
        let grader = try Grader(run.style?.grade, in: context)
        let framing = try run.style?.framing?.anchored(run, format, in: context)
        mover = Mover(framing, width: format.width, height: format.height)
        let conform = Conform(
            width: format.width, height: format.height, framing: framing, pixelFormat: codec.pixelFormat, isQuick: isQuick)
        window = TakeWindow(
            TakeReader(source, conform, grader), wanted: wanted, isReversed: run.isReversed == true, pixels: format.width * format.height)
        flow = run.style?.between == .flow ? Flow(run, format.rate, pixelFormat: codec.pixelFormat) : nil
    }

    /// Numbers of the take's frames that are looked at.
    private static func wanted(_ run: SourceRun, frames: Int, _ filmRate: FrameRate) -> Set<Int> {
        guard let between = run.style?.between, between != .repeat, frames > 0 else {
            return Set((0..<frames).map { run.sourceFrame(at: $0, filmRate: filmRate) })
        }
        func steps(_ frame: Int) -> ClosedRange<Int> {
            let step = run.mixture(at: frame, filmRate: filmRate).step
            return step...step + 1
        }
        let all = between == .blend
            ? (0..<frames).flatMap { steps($0) } : Array(steps(0).lowerBound...steps(frames - 1).lowerBound + Flow.ahead)
        return Set(all.map { run.number(min($0, run.lastStep ?? $0)) })
    }

    /// What a frame of the segment shows: the last picture of the take that starts at or before its moment, or what is seen between that and the
    /// next one. Past the end the last one stays.
    mutating func picture(at frame: Int) throws(MediaError) -> Frame {
        var picture = Frame()
        let focus = try shown(at: frame, &picture)
        if let mover { picture = try mover.moved(picture, at: frame + run.offset, towards: focus) }
        return try window.finished(picture, at: frame + run.offset)
    }

    private mutating func shown(at frame: Int, _ picture: inout Frame) throws(MediaError) -> Fitting.Focus {
        guard let between = run.style?.between, between != .repeat else {
            let there = try window.picture(run.sourceFrame(at: frame, filmRate: filmRate))
            try picture.refer(to: there.frame)
            return there.focus
        }
        let (step, weight) = run.mixture(at: frame, filmRate: filmRate)
        if flow != nil { picture = try flow!.picture(at: frame, from: &window) }
        let there = try window.picture(run.number(step))
        if weight > 0, flow != nil { return there.focus }
        try picture.refer(to: there.frame)
        guard weight > 0 else { return there.focus }
        let next = try window.picture(run.number(step + 1))
        if (next.frame.width, next.frame.height) == (picture.width, picture.height) { try picture.blend(with: next.frame, weight: weight) }
        return there.focus
    }
}
