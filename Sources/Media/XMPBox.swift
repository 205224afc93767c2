import Content
import Foundation

/// XMP in MP4 and MOV files: a top-level `uuid` box with the identifier of the XMP specification (part 3, 1.2.7.1). It stands at the end, where
/// it moves nothing that is counted from the file's start.
public enum XMPBox {
    private static let identifier: [UInt8] = [
        0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
    ]
    /// Far more than anybody writes.
    private static let longest: UInt64 = 16 << 20

    public static func append(_ packet: String, toFile path: String) throws(MediaError) {
        let body = Data(identifier) + Data(packet.utf8)
        let size = UInt32(body.count + 8)
        do {
            let file = try FileHandle(forUpdating: URL(filePath: path))
            defer { try? file.close() }
            try file.seekToEnd()
            try file.write(contentsOf: withUnsafeBytes(of: size.bigEndian) { Data($0) } + Data("uuid".utf8) + body)
        } catch {
            throw MediaError(.mux, path, "its description (XMP) cannot be written: \(FileTrouble.words(error))")
        }
    }

    /// The first packet of a file; nil without one, and for files that are no boxes at all.
    public static func read(fromFile path: String) -> String? {
        TopLevelBoxes.body(ofUUID: identifier, inFile: path, longest: longest).map { String(decoding: $0, as: UTF8.self) }
    }
}
