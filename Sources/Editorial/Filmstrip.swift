import Foundation

/// Up to twelve small pictures spread over a take, by which takes that show the same are found. Each is 24×14 luma cells row by row, then the
/// mean Cb and the mean Cr, a byte each. Coded as one text (Base64).
public struct Filmstrip: Hashable, Sendable, Codable {
    public static let most = 12
    public static let width = 24
    public static let height = 14
    /// Bytes of one picture.
    public static let size = width * height + 2

    public let bytes: [UInt8]

    /// Nil unless the bytes are whole pictures, at least one and at most twelve.
    public init?(bytes: [UInt8]) {
        guard !bytes.isEmpty, bytes.count.isMultiple(of: Self.size), bytes.count <= Self.most * Self.size else { return nil }
        self.bytes = bytes
    }

    /// Nil for a text that is none.
    public init?(text: String) {
        guard let data = Data(base64Encoded: text) else { return nil }
        self.init(bytes: Array(data))
    }

    public var text: String { Data(bytes).base64EncodedString() }
    public var count: Int { bytes.count / Self.size }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let strip = Self(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no filmstrip: \(Self.size) bytes a picture, as Base64")
        }
        self = strip
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
