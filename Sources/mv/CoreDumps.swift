#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Pictures of this process's memory, which the system writes when it crashes.
enum CoreDumps {
    /// None from now on, of this program and of what it starts: keys of services are in that memory, from the environment on.
    static func off() {
        #if canImport(Glibc)
            let kind = __rlimit_resource_t(RLIMIT_CORE.rawValue)
        #else
            let kind = RLIMIT_CORE
        #endif
        var limit = rlimit()
        guard getrlimit(kind, &limit) == 0 else { return }
        // A program that this one starts may still want its own.
        limit.rlim_cur = 0
        setrlimit(kind, &limit)
    }
}
