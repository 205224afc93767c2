public import Content
public import Execution
import Foundation

/// What a task says while it works: a line each in a file of its own, which only it writes.
public enum TaskAnswer: Sendable, Codable {
    /// The result is in the store. That file is the proof; this only says where to look.
    case done(key: Digest)
    case failed(key: Digest, failure: JobFailure)
    /// It was asked to end before it was through, after so many seconds.
    case stopped(after: Double)
    /// It cannot work at all, through no fault of its jobs.
    case trouble(reason: String)
}

/// Reads a task's answers as they grow.
package struct AnswerReader {
    private let path: String
    private var offset: UInt64 = 0

    package init(path: String) { self.path = path }

    /// The answers that were not there the last time. A line whose end is missing is left for the next time; opening the file anew makes
    /// network file systems look at the server's state.
    package mutating func next() -> [TaskAnswer] {
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? file.close() }
        guard (try? file.seek(toOffset: offset)) != nil, let data = try? file.readToEnd(), let end = data.lastIndex(of: 0x0A) else { return [] }
        let whole = data[...end]
        offset += UInt64(whole.count)
        return whole.split(separator: 0x0A).compactMap { try? CanonicalJSON.decode(TaskAnswer.self, from: Data($0)) }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes a task's answers, each synced before the next job begins.
package struct AnswerWriter {
    package struct Failed: Error, CustomStringConvertible {
        package var description: String
    }
    let path: String

    package init(path: String) { self.path = path }

    /// The line begins with a line feed too: what a killed run of the same task left half written must not swallow it.
    package func write(_ answer: TaskAnswer) throws {
        let bytes = [0x0A] + Array(try CanonicalJSON.data(answer)) + [0x0A]
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failed(description: "cannot open \(path): \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { Self.send(descriptor, $0.baseAddress! + sent, bytes.count - sent) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failed(description: "cannot write \(path): \(String(cString: strerror(errno)))") }
            sent += count
        }
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw Failed(description: "cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }

    private static func send(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, start, count)
        #else
            Darwin.write(descriptor, start, count)
        #endif
    }
}
