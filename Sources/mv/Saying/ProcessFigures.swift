#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What this process took so far.
enum ProcessFigures {
    /// `0.15 s, 46 MB of memory at most`
    static func text(since begun: ContinuousClock.Instant) -> String {
        let seconds = begun.duration(to: .now) / .seconds(1)
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            let bytes = Int64(usage.ru_maxrss) * 1024
        #else
            getrusage(RUSAGE_SELF, &usage)
            let bytes = Int64(usage.ru_maxrss)
        #endif
        return "\(NumberText.fixed(seconds, 2)) s, \(NumberText.bytes(bytes)) of memory at most"
    }
}
