import Content
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What of a batch somebody has heard already. A failure is told once: the build that asks again hands the job in again.
extension BatchFolder {
    private var toldPath: String { path + "/told" }
    private var closedPath: String { path + "/closed" }

    /// Keys of jobs whose failure was told.
    var told: Set<Digest> {
        let text = FileManager.default.contents(atPath: toldPath).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return Set(text.split(separator: "\n").compactMap { Digest(String($0)) })
    }

    func noteTold(_ key: Digest) {
        let descriptor = open(toldPath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return }
        defer { Self.shut(descriptor) }
        // Not written is told twice, which is not worth an error.
        _ = Array("\(key.hex)\n".utf8).withUnsafeBytes { Self.put(descriptor, $0.baseAddress!, $0.count) }
    }

    /// True once nobody waits for any of it.
    public var isClosed: Bool { FileManager.default.fileExists(atPath: closedPath) }
    func close() { try? AtomicFile.write(Data(), to: closedPath) }

    /// Seconds since it was closed; nil while it is not.
    var closedFor: Double? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: closedPath)
        return (attributes?[.modificationDate] as? Date).map { Date().timeIntervalSince($0) }
    }

    private static func shut(_ descriptor: Int32) {
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #else
            Darwin.close(descriptor)
        #endif
    }
    private static func put(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, start, count)
        #else
            Darwin.write(descriptor, start, count)
        #endif
    }
}
