import Foundation

/// Bytes that begin like an mp4 and go on as far as a test needs.
enum Clip {
    static func bytes(_ count: Int = 4000) -> Data {
        let head = Data([0, 0, 0, 24]) + Data("ftypisom\0\0\u{2}\0isomiso2".utf8)
        return head + Data((0..<(count - head.count)).map { UInt8(truncatingIfNeeded: $0 &* 7) })
    }

    static let resumable = [("Accept-Ranges", "bytes"), ("ETag", "\"v1\"")]

    static func part(_ data: Data, from start: Int, total: String? = nil, tag: String = "\"v1\"") -> [Loopback.Step] {
        let rest = data[start...]
        let range = "bytes \(start)-\(data.count - 1)/\(total ?? "\(data.count)")"
        return .answer(206, [("Content-Range", range), ("ETag", tag)], body: Data(rest))
    }
}
