import Editorial
import Media
import Recipes
import Timebase

/// What would have been seen between two pictures of a take, from how things move in them.
///
/// libavfilter's `minterpolate` looks for motion both ways between blocks of 16, 8 and 4 pixels and moves them along their way. Its clock is the
/// film's: each picture is put in at the moment of the film at which it is seen, in 4096ths of a frame, and one comes out at every frame. Where a
/// ramp bends between two pictures of the take, the way between them is taken as even. Where the pictures differ by a cut, the nearer one is shown.
/// It works in 8 bits.
struct Flow: ~Copyable {
    private let run: SourceRun
    private let filmRate: FrameRate
    private let pixelFormat: String
    private var graph: FilterGraph?
    /// Frames of the take put in, counted from the first one shown.
    private var step: Int

    private static let ticks: Int64 = 4096
    /// Pictures after the one being left that are looked at.
    static let ahead = 3

    init(_ run: SourceRun, _ filmRate: FrameRate, pixelFormat: String) {
        (self.run, self.filmRate, self.pixelFormat) = (run, filmRate, pixelFormat)
        step = run.mixture(at: 0, filmRate: filmRate).step
    }

    /// - Parameter frame: of the segment, the one after that of the call before.
    mutating func picture(at frame: Int, from window: inout TakeWindow) throws(MediaError) -> Frame {
        let picture = Frame()
        while true {
            if graph != nil, try graph!.take(picture) {
                guard let moment = picture.timestamp, moment < Int64(frame) else { return picture }
                continue
            }
            let next = Frame()
            try next.refer(to: window.picture(run.number(min(step, run.lastStep ?? step))).frame)
            next.stamp((run.frame(showing: step, filmRate: filmRate) * Rational(Self.ticks)).rounded)
            step += 1
            if graph == nil { graph = try made(for: next) }
            try graph!.give(next)
        }
    }

    private func made(for example: borrowing Frame) throws(MediaError) -> FilterGraph {
        let rate = filmRate.framesPerSecond
        return try FilterGraph(
            "minterpolate=fps=\(rate.numerator)/\(rate.denominator):mi_mode=mci:mc_mode=aobmc:me_mode=bidir:vsbmc=1,format=\(pixelFormat)",
            for: example, timeBase: Rational(rate.denominator, rate.numerator * Self.ticks), pixelAspect: Rational(1))
    }
}
