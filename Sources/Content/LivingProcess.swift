#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Whether processes of this machine run.
package enum LivingProcess {
    /// False for one that has ended and that nobody has asked how (a zombie): it touches nothing any more, and where a container's first process asks
    /// after nobody it stays so for good.
    package static func isThere(_ pid: Int32) -> Bool {
        guard kill(pid, 0) == 0 || errno == EPERM else { return false }
        #if os(Linux)
            return !hasEnded(pid)
        #else
            return true
        #endif
    }

    #if os(Linux)
        /// By the state in `/proc/PID/stat` (proc(5)), which comes after the program's name; that stands in parentheses and may hold some.
        private static func hasEnded(_ pid: Int32) -> Bool {
            let file = open("/proc/\(pid)/stat", O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return false }
            defer { close(file) }
            var bytes = [UInt8](repeating: 0, count: 256)
            let count = read(file, &bytes, bytes.count)
            guard count > 0, let name = bytes[..<count].lastIndex(of: UInt8(ascii: ")")), name + 2 < count else { return false }
            return [UInt8(ascii: "Z"), UInt8(ascii: "X")].contains(bytes[name + 2])
        }
    #endif
}
