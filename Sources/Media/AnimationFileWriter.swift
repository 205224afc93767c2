import CFFmpeg
import Foundation
public import Timebase

/// Writes pictures that move into a GIF or an animated WebP that runs for ever.
public struct AnimationFileWriter: ~Copyable {
    public enum Kind: Sendable {
        /// In the colours that `Palette` finds.
        case gif([UInt32])
        case webp
    }

    private let path: String
    private let rate: Rational
    private let encoder: Encoder
    private let packet = Packet()
    /// Nil for WebP.
    private let gif: GIFParts?
    private let small = Frame()
    /// Pictures written so far.
    public private(set) var frames = 0

    /// - Parameters:
    ///   - rate: pictures a second; their times are rounded to the file's ticks one by one, so that nothing adds up.
    ///   - example: a picture as they will come, in red, green and blue.
    public init(path: String, kind: Kind, rate: Rational, example: borrowing Frame) throws(MediaError) {
        let isGIF = if case .gif = kind { true } else { false }
        let ticks: Int32 = isGIF ? 100 : 1000
        let encoder = try Encoder(isGIF ? "gif" : "libwebp_anim", subject: path)
        encoder.context.pointee.width = Int32(example.width)
        encoder.context.pointee.height = Int32(example.height)
        encoder.context.pointee.pix_fmt = isGIF ? AV_PIX_FMT_PAL8 : AV_PIX_FMT_BGRA
        encoder.context.pointee.time_base = AVRational(num: 1, den: ticks)
        encoder.context.pointee.thread_count = 1
        encoder.context.pointee.flags |= AV_CODEC_FLAG_BITEXACT
        try encoder.open(options: isGIF ? [:] : ["quality": "75", "compression_level": "4"])
        switch kind {
        case .gif(let colours):
            let palette = try PaletteGraph(for: example, colours: colours)
            let file = try OutputFile(path: path, format: "gif")
            try encoder.describe(file.addStream(timeBase: encoder.timeBase))
            try file.start(metadata: [:], timescale: Int64(ticks))
            gif = GIFParts(palette: palette, output: file)
        case .webp: gif = nil
        }
        (self.path, self.rate) = (path, rate)
        self.encoder = encoder
    }

    private func time(of frame: Int) -> Int64 { (Rational(Int64(frame) * Int64(encoder.timeBase.den)) / rate).rounded }

    public mutating func write(_ frame: borrowing Frame) throws(MediaError) {
        frame.pointer.pointee.pts = time(of: frames)
        frames += 1
        guard let gif else {
            try encoder.send(frame)
            return try drain()
        }
        try gif.palette.give(frame)
        try encodeSmall(gif)
    }

    public consuming func finish() throws(MediaError) {
        if let gif {
            try gif.palette.end()
            try encodeSmall(gif)
        }
        try encoder.sendEnd()
        try drain()
        try gif?.output.finish()
    }

    private func encodeSmall(_ gif: GIFParts) throws(MediaError) {
        while try gif.palette.take(small) {
            try encoder.send(small)
            try drain()
        }
    }

    private func drain() throws(MediaError) {
        while try encoder.receive(into: packet) {
            if let gif { try mux(gif) } else { try Self.keep(packet, as: path) }
        }
    }

    private func mux(_ gif: GIFParts) throws(MediaError) {
        let ticks = packet.pointer.pointee.pts
        let number = Int((Rational(ticks) * rate / Rational(Int64(encoder.timeBase.den))).rounded)
        packet.pointer.pointee.duration = time(of: number + 1) - ticks
        try gif.output.write(packet, stream: 0, from: encoder.timeBase)
    }

    /// The encoder's one packet is the whole file.
    private static func keep(_ packet: borrowing Packet, as path: String) throws(MediaError) {
        guard let data = packet.pointer.pointee.data else { return }
        do {
            try Data(bytes: data, count: Int(packet.pointer.pointee.size)).write(to: URL(fileURLWithPath: path))
        } catch {
            throw MediaError(.mux, path, "\(error)")
        }
    }
}

/// What only GIFs need.
private final class GIFParts {
    let palette: PaletteGraph
    let output: OutputFile

    init(palette: consuming PaletteGraph, output: consuming OutputFile) {
        self.palette = palette
        self.output = output
    }
}
