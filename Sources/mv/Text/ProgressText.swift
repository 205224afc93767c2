/// How far a stage is, in words. Pure: the caller holds the clock.
package struct ProgressText: Sendable, Equatable {
    package var stage: String
    package var jobs: Int
    package var cached: Int
    /// All that ended so far, cached ones included.
    package var done: Int
    /// Seconds since the stage began.
    package var elapsed: Double
    /// Pictures of a film, where the stage makes some: jobs differ in length, so that these tell rate and rest.
    package var frames: Frames?
    /// What one of the jobs under way last said of itself.
    package var latest: String?

    package struct Frames: Sendable, Equatable {
        /// All that are there, cached ones included.
        package var done: Int
        package var cached: Int
        package var all: Int

        package init(done: Int, cached: Int, all: Int) { (self.done, self.cached, self.all) = (done, cached, all) }
    }

    package init(stage: String, jobs: Int, cached: Int, done: Int, elapsed: Double) {
        self.stage = stage
        self.jobs = jobs
        self.cached = cached
        self.done = done
        self.elapsed = elapsed
    }

    /// The widest of the usual stages' names, so that what follows lines up.
    package static let nameColumns = 7

    /// Jobs a second, or frames where those are counted, counting only what was really made. Nil before the first one ended.
    package var rate: Double? {
        let made = frames.map { $0.done - $0.cached } ?? done - cached
        return made > 0 && elapsed > 0 ? Double(made) / elapsed : nil
    }

    /// Seconds until the rest is made at the rate so far.
    package var remaining: Double? { rate.map { Double(max(0, frames.map { $0.all - $0.done } ?? jobs - done)) / $0 } }

    /// `takes   [██████░░░░] 72/120  3.1/s  ETA 0:15` in at most `columns` columns: the bar gives way first, then the rate.
    package func line(columns: Int, blocks: Bool = true) -> String {
        let name = DisplayText.pad(DisplayText.line(stage), to: Self.nameColumns)
        let count = "\(done)/\(jobs)"
        let rate = rate.map { "  " + (frames == nil ? Self.rate($0) : Self.framesPerSecond($0)) } ?? ""
        let left = remaining.map { "  ETA " + Self.duration($0) } ?? (elapsed >= 1 ? "  " + Self.duration(elapsed) : "")
        let share = frames.map { Double($0.done) / Double(max(1, $0.all)) } ?? (jobs > 0 ? Double(done) / Double(jobs) : 1)
        // From what the rest may grow to, so that the bar keeps its length while the stage runs.
        let rest = DisplayText.width(name) + "\(jobs)".count * 2 + " [] /  59.9/min  ETA 1:00:00".count
        let width = min(30, columns - rest)
        if width >= 8 {
            let line = "\(name) [\(BarText.draw(share, columns: width, blocks: blocks))] \(count)\(rate)\(left)"
            if let latest, DisplayText.width(line) + 12 <= columns {
                return line + "  " + DisplayText.cut(latest, to: columns - DisplayText.width(line) - 2)
            }
            if DisplayText.width(line) <= columns { return line }
        }
        for line in ["\(name) \(count)\(rate)\(left)", "\(name) \(count)\(left)"] where DisplayText.width(line) <= columns { return line }
        return DisplayText.cut("\(name) \(count)", to: columns)
    }

    /// One plain line for where nothing can be redrawn: `takes   72/120 (60 %), ETA 0:15`, `render  9/31 (29 %), 38 fps, ETA 0:33`.
    package var plain: String {
        let share = jobs > 0 ? done * 100 / jobs : 100
        return "\(DisplayText.pad(DisplayText.line(stage), to: Self.nameColumns)) \(done)/\(jobs) (\(share) %)"
            + (frames == nil || done == jobs ? "" : rate.map { ", " + Self.framesPerSecond($0) } ?? "")
            + (done < jobs ? remaining.map { ", ETA " + Self.duration($0) } ?? "" : "")
    }

    /// What a finished stage leaves: `takes   120 made in 0:38`, `takes   all 120 there`.
    package static func finished(stage: String, made: Int, cached: Int, failed: Int, seconds: Double) -> String {
        let name = DisplayText.pad(DisplayText.line(stage), to: nameColumns)
        if made == 0, failed == 0 {
            return "\(name) " + (cached == 0 ? "nothing to do" : cached == 1 ? "there" : "all \(cached) there")
        }
        var parts = ["\(made) made in \(duration(seconds))"]
        if cached > 0 { parts.append("\(cached) there") }
        if failed > 0 { parts.append("\(failed) failed") }
        return "\(name) " + parts.joined(separator: ", ")
    }

    /// `3.1/s`, `12/min`, `4.5/h`: the largest unit in which it is at least 1.
    package static func rate(_ perSecond: Double) -> String {
        func number(_ value: Double) -> String { NumberText.fixed(value, value < 9.95 ? 1 : 0) }
        if perSecond >= 1 { return number(perSecond) + "/s" }
        if perSecond * 60 >= 1 { return number(perSecond * 60) + "/min" }
        return number(perSecond * 3600) + "/h"
    }

    /// `38 fps`, `4.2 fps`.
    package static func framesPerSecond(_ perSecond: Double) -> String { NumberText.fixed(perSecond, perSecond < 9.95 ? 1 : 0) + " fps" }

    /// `0:38`, `12:05`, `1:02:03`. Seconds round up, so that what still runs never shows 0:00.
    package static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 3.6e7 else { return "a long time" }
        let whole = Int(max(0, seconds).rounded(.up))
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        if whole >= 3600 { return "\(whole / 3600):\(two(whole / 60 % 60)):\(two(whole % 60))" }
        return "\(whole / 60):\(two(whole % 60))"
    }
}
