import CFFmpeg
import CFFmpegShims

/// Encodes single pictures as JPEG and PNG.
public struct StillPicture: ~Copyable {
    private var scaler: OpaquePointer?
    private let width: Int
    private let height: Int

    /// - Parameters:
    ///   - width: of the JPEG, even as its height must be.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    deinit { sws_freeContext(scaler) }

    /// The picture in at most so many bytes, as good as they allow; the smallest there is when none fits.
    public mutating func jpeg(_ frame: borrowing Frame, mostBytes: Int) throws(MediaError) -> [UInt8] {
        let scaled = try scale(frame)
        var bytes: [UInt8] = []
        for quantiser: Int32 in [3, 6, 10, 16, 24, 31] {
            bytes = try encode(scaled, quantiser: quantiser)
            if bytes.count <= mostBytes { break }
        }
        return bytes
    }

    /// JPEG has the full range of values, which swscale knows by the name of the format.
    private mutating func scale(_ frame: borrowing Frame) throws(MediaError) -> Frame {
        scaler = sws_getCachedContext(
            scaler, Int32(frame.width), Int32(frame.height), AVPixelFormat(rawValue: frame.pixelFormat), Int32(width), Int32(height),
            AV_PIX_FMT_YUVJ420P, SWS_AREA, nil, nil, nil)
        guard let scaler else {
            throw MediaError(.scale, "a picture of \(frame.width)x\(frame.height)", "libswscale knows no way to \(width)x\(height)")
        }
        let scaled = try Frame(width: width, height: height)
        scaled.pointer.pointee.format = AV_PIX_FMT_YUVJ420P.rawValue
        scaled.pointer.pointee.color_range = AVCOL_RANGE_JPEG
        let code = sws_scale_frame(scaler, scaled.pointer, frame.pointer)
        guard code >= 0 else { throw MediaError(.scale, "a picture", code: code) }
        return scaled
    }

    private func encode(_ frame: borrowing Frame, quantiser: Int32) throws(MediaError) -> [UInt8] {
        let encoder = try Encoder("mjpeg", subject: "a still picture")
        let context = encoder.context
        context.pointee.width = Int32(width)
        context.pointee.height = Int32(height)
        context.pointee.pix_fmt = AV_PIX_FMT_YUVJ420P
        context.pointee.color_range = AVCOL_RANGE_JPEG
        context.pointee.time_base = AVRational(num: 1, den: 25)
        context.pointee.thread_count = 1
        context.pointee.flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT
        context.pointee.global_quality = quantiser * FF_QP2LAMBDA
        frame.pointer.pointee.quality = quantiser * FF_QP2LAMBDA
        frame.pointer.pointee.pts = 0
        return try Self.only(frame, by: encoder)
    }

    /// A PNG of a picture whose red, green and blue stand side by side, eight bits each.
    public static func png(_ frame: borrowing Frame) throws(MediaError) -> [UInt8] {
        precondition(frame.pixelFormat == AV_PIX_FMT_RGB24.rawValue, "a PNG is made of 'rgb24'")
        frame.pointer.pointee.pts = 0
        let encoder = try Encoder("png", subject: "a drawing")
        encoder.context.pointee.width = Int32(frame.width)
        encoder.context.pointee.height = Int32(frame.height)
        encoder.context.pointee.pix_fmt = AV_PIX_FMT_RGB24
        encoder.context.pointee.time_base = AVRational(num: 1, den: 25)
        encoder.context.pointee.thread_count = 1
        return try only(frame, by: encoder)
    }

    /// What an encoder that is set up makes of one picture.
    private static func only(_ frame: borrowing Frame, by encoder: borrowing Encoder) throws(MediaError) -> [UInt8] {
        try encoder.open(options: [:])
        try encoder.send(frame)
        try encoder.sendEnd()
        let packet = Packet()
        guard try encoder.receive(into: packet), let data = packet.pointer.pointee.data else {
            throw MediaError(.encode, "a still picture", "the encoder gave nothing")
        }
        return Array(UnsafeBufferPointer(start: data, count: Int(packet.pointer.pointee.size)))
    }
}
