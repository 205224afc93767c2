#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Signals in the words of people who read build logs.
enum SignalName {
    static func words(_ number: Int32) -> String {
        switch number {
        case SIGSEGV: "crashed: SIGSEGV (it touched memory that is not its own)"
        case SIGBUS: "crashed: SIGBUS (a file it was reading became shorter, or the disk is full)"
        case SIGILL, SIGTRAP: "crashed: \(number == SIGILL ? "SIGILL" : "SIGTRAP") (a check in the program failed)"
        case SIGABRT: "crashed: SIGABRT (a library gave up)"
        case SIGFPE: "crashed: SIGFPE (a division by zero)"
        case SIGKILL: "was killed: SIGKILL (if nobody did that, the machine ran out of memory; try fewer workers)"
        case SIGTERM: "was told to end: SIGTERM"
        case SIGXCPU: "was killed: SIGXCPU (the limit on processor time)"
        case SIGSYS: "was killed: SIGSYS (a system call it may not make)"
        default: "was ended by signal \(number)"
        }
    }

    /// Whether no fault of a program's own ends it so.
    static func isFromOutside(_ number: Int32) -> Bool { [SIGKILL, SIGTERM, SIGINT, SIGHUP].contains(number) }
}
