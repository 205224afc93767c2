import Foundation

/// A GIF as a case words it: `gif width=1 height=1 frames=3`. Only a pixel of each frame is drawn, so a raster of any size takes no room.
struct MadePicture {
    var width = 64
    var height = 64
    var frames = 1

    init(_ options: [String: String]) {
        width = options["width"].flatMap(Int.init) ?? width
        height = options["height"].flatMap(Int.init) ?? height
        frames = options["frames"].flatMap(Int.init) ?? frames
    }

    func data() -> Data {
        var bytes = Array("GIF89a".utf8) + Self.word(width) + Self.word(height) + [0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF]
        for frame in 0..<frames {
            bytes += [0x21, 0xF9, 4, 0, 10, 0, 0, 0]
            bytes += [0x2C] + Self.word(frame % max(1, width)) + Self.word(0) + Self.word(1) + Self.word(1) + [0]
            // One pixel of colour 1: clear, the pixel, end, in codes of three bits.
            bytes += [2, 2, 0x4C, 0x01, 0]
        }
        return Data(bytes + [0x3B])
    }

    private static func word(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
}
