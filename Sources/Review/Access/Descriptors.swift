#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How many files and connections this process may have open.
enum Descriptors {
    /// Asks for as many as it can get, and says how many connections that is room for: the pool, the workers and the films that are being
    /// sent need some too.
    static func connections() -> Int {
        #if canImport(Glibc)
            let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let kind = RLIMIT_NOFILE
        #endif
        var limit = rlimit()
        guard getrlimit(kind, &limit) == 0 else { return 64 }
        let wanted = min(limit.rlim_max, 4096)
        if limit.rlim_cur < wanted {
            limit.rlim_cur = wanted
            if setrlimit(kind, &limit) != 0 { getrlimit(kind, &limit) }
        }
        return Int(min(256, max(16, limit.rlim_cur / 4)))
    }
}
