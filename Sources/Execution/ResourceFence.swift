import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a worker allows itself, set before the first file of unknown origin is opened.
public struct ResourceFence: Sendable {
    /// Longest file in bytes; a write past it fails as on a full disk.
    public var longestFile: UInt64
    /// Most memory of its own in bytes, on Linux; what is past it is refused, and costs the job. Mapped files and reserved addresses, of which
    /// graphics cards' libraries take a lot, do not count.
    public var memory: UInt64
    /// Most seconds of processor time for one job, over all threads; what takes more is ended, whether somebody watches the clock or not.
    public var processorSeconds: Int
    /// Added to the process's nice value, so that the desktop stays usable.
    public var niceness: Int32

    public init(longestFile: UInt64 = 256 << 30, memory: UInt64 = usualMemory, processorSeconds: Int = 7200, niceness: Int32 = 5) {
        self.longestFile = longestFile
        self.memory = memory
        self.processorSeconds = processorSeconds
        self.niceness = niceness
    }

    /// Three quarters of the machine's, and 4 GiB at the least: encoding AV1 in 4K takes some, and one clip is not to take the desktop along.
    public static var usualMemory: UInt64 { max(4 << 30, ProcessInfo.processInfo.physicalMemory / 4 * 3) }

    /// Puts the fence around this process, for good. A limit that is already lower stays.
    public func apply() {
        lower(RLIMIT_CORE, to: 0)
        lower(RLIMIT_FSIZE, to: longestFile)
        // The tables of a sanitizer are larger than any machine's memory, and count.
        #if !SANITIZED
            lower(RLIMIT_DATA, to: memory)
        #endif
        // Without this the limit ends the process; with it the write reports EFBIG and the recipe can say so.
        signal(SIGXFSZ, SIG_IGN)
        // Whoever starts a process from a thread that heeds no signals starts one that heeds none.
        signal(SIGXCPU, SIG_DFL)
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGXCPU)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        _ = nice(niceness)
    }

    /// Gives the job that begins now its time, counted from what this process has taken already.
    public func beginJob() {
        var usage = rusage()
        guard getrusage(Self.itself, &usage) == 0 else { return }
        let taken = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 1
        var limit = rlimit()
        guard getrlimit(Self.processor, &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_max, rlim_t(taken + processorSeconds))
        setrlimit(Self.processor, &limit)
    }

    #if canImport(Glibc)
        private typealias Resource = __rlimit_resource
        private static let processor = __rlimit_resource_t(RLIMIT_CPU.rawValue)
        private static let itself = __rusage_who_t(RUSAGE_SELF.rawValue)
    #else
        private typealias Resource = Int32
        private static let processor = RLIMIT_CPU
        private static let itself = RUSAGE_SELF
    #endif

    private func lower(_ resource: Resource, to value: UInt64) {
        #if canImport(Glibc)
            let resource = __rlimit_resource_t(resource.rawValue)
        #endif
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_cur, rlim_t(value))
        limit.rlim_max = min(limit.rlim_max, rlim_t(value))
        setrlimit(resource, &limit)
    }
}
