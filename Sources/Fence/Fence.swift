import CFence
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a worker gives up for good before it opens the first file of unknown origin: everything that decoding does not need. A flaw in a decoder
/// then reaches the files of one project's store, and nothing else of the machine or its network.
///
/// Linux has the means (Landlock from 5.19 on, seccomp); elsewhere, and on older kernels, what is missing is told by `strength`.
public struct Fence: Sendable {
    /// What held when the fence was put up.
    public struct Strength: Sendable, Hashable {
        /// Only the store, the results and the system's own files can be read, and only the first two written.
        public var files: Bool
        /// No sockets, no other programs, no other processes.
        public var calls: Bool

        public var words: String {
            switch (files, calls) {
            case (true, true): "files by Landlock, calls by seccomp"
            case (true, false): "files by Landlock; this kernel has no seccomp"
            case (false, true): "calls by seccomp; this kernel has no Landlock (Linux 5.19)"
            case (false, false): "limits of resources only: this system has neither Landlock nor seccomp"
            }
        }
    }

    /// The kernel has the means and refused them.
    public struct Refused: Error, CustomStringConvertible {
        public var description: String
    }

    private let readable: [String]
    private let writable: [String]

    /// - Parameters:
    ///   - readable: folders that may be read besides the system's.
    ///   - writable: folders that may be read and changed. They must be there.
    public init(readable: [String], writable: [String]) {
        (self.readable, self.writable) = (readable, writable)
    }

    /// Where libraries, fonts and the machine's description are. Of `/proc` and `/etc` not all: other processes' environments hold keys.
    private static let system = [
        "/usr", "/lib", "/lib64", "/lib32", "/opt", "/nix", "/sys", "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/sys", "/etc/fonts",
        "/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives", "/etc/glvnd", "/etc/OpenCL", "/etc/vulkan", "/etc/libva.conf", "/var/cache/fontconfig",
        "/run/opengl-driver",
    ]
    /// Random numbers, and graphics cards that encode.
    private static let devices = ["/dev"]

    private static var fonts: [String] {
        let home = NSHomeDirectory()
        return ["/.fonts", "/.local/share/fonts", "/.fonts.conf", "/.config/fontconfig", "/.cache/fontconfig"].map { home + $0 }
    }

    /// What this machine's kernel has, without putting anything up.
    public static var available: Strength {
        #if os(Linux)
            Strength(files: mv_fence_landlock_version() >= 2, calls: true)
        #else
            Strength(files: false, calls: false)
        #endif
    }

    /// Puts the fence around this process, for good. Call it while there is one thread: Landlock holds for the thread that asks and those it starts.
    /// - Throws: `Refused` when the kernel has the means and they cannot be used. A worker must not go on then.
    @discardableResult
    public func apply() throws -> Strength {
        func check(_ result: Int32, _ what: String) throws -> Bool {
            if result < 0 { throw Refused(description: "\(what) refused: \(String(cString: strerror(errno)))") }
            return result == 0
        }
        _ = try check(mv_fence_no_new_privileges(), "giving up privileges was")
        let files = try Self.withPaths(Self.system + Self.fonts + readable) { readable, readables in
            try Self.withPaths(writable) { writable, writables in
                try Self.withPaths(Self.devices) { devices, count in
                    try check(mv_fence_landlock(readable, readables, writable, writables, devices, count), "Landlock was")
                }
            }
        }
        return Strength(files: files, calls: try check(mv_fence_seccomp(), "seccomp was"))
    }

    private static func withPaths<Value>(_ paths: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>, Int) throws -> Value) rethrows -> Value {
        let copies = paths.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return try copies.map { UnsafePointer($0) }.withUnsafeBufferPointer { try body($0.baseAddress!, $0.count) }
    }
}
