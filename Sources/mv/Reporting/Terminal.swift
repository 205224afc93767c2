import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a stream of this program ends in, and what may be written there.
struct Terminal: Sendable {
    let descriptor: Int32
    let isTerminal: Bool
    /// A line may be drawn over again.
    let redraws: Bool
    /// See https://no-color.org.
    let colour: Bool
    /// Block characters may be used: unless the locale says it is not UTF-8.
    let blocks: Bool
    private let columnsOfEnvironment: Int?

    static let standardOutput = Terminal(descriptor: STDOUT_FILENO)
    static let standardError = Terminal(descriptor: STDERR_FILENO)

    init(descriptor: Int32, environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
        let isDumb = environment["TERM"] == "dumb"
        redraws = isTerminal && !isDumb
        colour = redraws && environment["NO_COLOR", default: ""].isEmpty
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        blocks = locale.map { $0.lowercased().replacingOccurrences(of: "-", with: "").contains("utf8") } ?? true
        columnsOfEnvironment = environment["COLUMNS"].flatMap(Int.init).flatMap { (20...10_000).contains($0) ? $0 : nil }
    }

    /// Columns as they are now, or as COLUMNS says; 80 on a terminal that does not tell. Nil where there is no limit.
    var columns: Int? {
        if isTerminal {
            var size = winsize()
            if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return max(20, Int(size.ws_col)) }
        }
        return columnsOfEnvironment ?? (isTerminal ? 80 : nil)
    }

    /// Writes all of it. False when nobody reads any more or the disk is full.
    @discardableResult
    func write(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                #if canImport(Glibc)
                    let count = Glibc.write(descriptor, UnsafeRawPointer(bytes.baseAddress! + rest.startIndex), rest.count)
                #else
                    let count = Darwin.write(descriptor, UnsafeRawPointer(bytes.baseAddress! + rest.startIndex), rest.count)
                #endif
                if count < 0 {
                    if errno == EINTR { continue }
                    if errno == EAGAIN {
                        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                        _ = poll(&wait, 1, 1000)
                        continue
                    }
                    return false
                }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }
}
