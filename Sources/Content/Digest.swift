import Crypto
public import Foundation

/// A SHA-256 digest as 64 lower-case hexadecimal digits: the name of a piece of content.
public struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let hex: String

    /// Nil unless the text is 64 lower-case hexadecimal digits.
    public init?(_ text: some StringProtocol) {
        var hex = String(text)
        guard hex.withUTF8({ $0.count == 64 && $0.allSatisfy { (48...57).contains($0) || (97...102).contains($0) } }) else { return nil }
        self.hex = hex
    }

    /// Builds make hundreds of thousands of digests, so that the digits are written straight into the text.
    init(_ digest: SHA256Digest) {
        hex = String(unsafeUninitializedCapacity: 64) { digits in
            for (place, byte) in digest.enumerated() {
                digits[2 * place] = Self.digit(byte >> 4)
                digits[2 * place + 1] = Self.digit(byte & 15)
            }
            return 64
        }
    }

    public init(of data: some DataProtocol) { self.init(SHA256.hash(data: data)) }
    public init(of text: String) { self.init(of: Data(text.utf8)) }

    /// The digest of a file's bytes, read in pieces of 1 MiB.
    public init(ofFile path: String) throws {
        if let fault = OrdinaryFile.fault(path) { throw ContentError(.read, path, "it " + fault) }
        guard let handle = FileHandle(forReadingAtPath: path) else { throw ContentError(.read, path, "cannot be opened") }
        defer { try? handle.close() }
        var hash = SHA256()
        do {
            while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(data: piece) }
        } catch {
            throw ContentError(.read, path, FileTrouble.words(error))
        }
        self.init(hash.finalize())
    }

    /// The first eight digits, as people see a digest.
    public var short: String { String(hex.prefix(8)) }
    public var description: String { hex }
    public static func < (a: Digest, b: Digest) -> Bool { a.hex < b.hex }

    private static func digit(_ value: UInt8) -> UInt8 { value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10) }
}

extension Digest: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let digest = Digest(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a SHA-256 digest")
        }
        self = digest
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
