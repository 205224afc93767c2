import Content
import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One build of a project at a time. The lock is the system's (`flock`), so it ends with the process however that ends; what
/// stands in the file is only for people.
public final class BuildLock: Sendable {
    /// Another process holds the lock, or the file cannot be locked at all.
    public struct Refused: Error, Sendable, CustomStringConvertible {
        public var description: String
        /// Another process has it.
        public var isHeld = false
    }

    /// Who has the lock.
    public struct Holder: Hashable, Sendable, Codable {
        public var pid: Int32
        public var host: String
        /// Seconds since 1970.
        public var since: Int
        public var command: String

        public var isHere: Bool { host == BuildLock.host }

        /// True where it is certain that the program has ended.
        var isGone: Bool { host == BuildLock.host && !LivingProcess.isThere(pid) }
    }

    /// Nil once released.
    private let descriptor: Mutex<Int32?>

    /// Takes the lock without waiting.
    /// - Parameters:
    ///   - path: of the lock file, `.mv/lock`; it is made when missing and stays.
    ///   - command: what is running, as the second caller is told.
    public init(path: String, command: String) throws {
        try AtomicFile.makeFolder((path as NSString).deletingLastPathComponent)
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Refused(description: "cannot open the lock \(path): \(String(cString: strerror(errno)))") }
        // A program that was killed while it started a worker leaves the lock to that worker for a moment, until its exec closes it.
        var tries = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let reason = errno
            if reason == EWOULDBLOCK, tries < 100, Self.holder(in: descriptor)?.isGone != false {
                tries += 1
                usleep(20_000)
                continue
            }
            defer { close(descriptor) }
            guard reason == EWOULDBLOCK else {
                throw Refused(
                    description: "cannot lock \(path): \(String(cString: strerror(reason))); is the project on a file system without locks?"
                )
            }
            throw Refused(description: Self.words(for: Self.holder(in: descriptor)), isHeld: true)
        }
        self.descriptor = Mutex(descriptor)
        let holder = Holder(pid: getpid(), host: Self.host, since: time(nil), command: command)
        if let data = try? CanonicalJSON.data(holder), ftruncate(descriptor, 0) == 0 {
            _ = data.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        }
    }

    /// Lets the next build in. To be called at the end of the build (`defer`): a lock that is not mentioned again may be let
    /// go by the compiler long before.
    public func release() {
        descriptor.withLock { descriptor in
            guard let open = descriptor else { return }
            ftruncate(open, 0)
            close(open)
            descriptor = nil
        }
    }

    deinit { release() }

    /// Who holds a lock now, without taking it; nil when nobody does. A holder whose machine is not this one is believed.
    public static func holder(path: String) -> Holder? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let holder = holder(in: descriptor), !holder.isGone else { return nil }
        // A program that was killed leaves its name behind, and a number that another program may have by now.
        if holder.isHere, flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
        return holder
    }

    private static func holder(in descriptor: Int32) -> Holder? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? try? CanonicalJSON.decode(from: Data(bytes[..<count])) : nil
    }

    private static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        return gethostname(&name, name.count - 1) == 0
            ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : "?"
    }

    private static func words(for holder: Holder?) -> String {
        guard let holder else { return "another build of this project is starting or ending; try again" }
        let (pid, since) = (holder.pid, clock(holder.since))
        return "another build of this project is running: pid \(pid) on \(holder.host) since \(since) (\(holder.command));"
            + " wait for it or stop it"
    }

    /// `14:02`, with the date when it was not today.
    private static func clock(_ start: Int) -> String {
        func fields(_ moment: Int) -> tm {
            var (moment, fields) = (time_t(moment), tm())
            localtime_r(&moment, &fields)
            return fields
        }
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let (then, now) = (fields(start), fields(time(nil)))
        let clock = "\(two(then.tm_hour)):\(two(then.tm_min))"
        if then.tm_year == now.tm_year, then.tm_yday == now.tm_yday { return clock }
        return "\(then.tm_year + 1900)-\(two(then.tm_mon + 1))-\(two(then.tm_mday)) \(clock)"
    }
}
