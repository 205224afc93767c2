package import CFFmpeg
import CFFmpegShims

/// A picture or a stretch of sound, owned. Planes are libav's memory; pointers into them live as long as the frame.
public struct Frame: ~Copyable {
    package let pointer: UnsafeMutablePointer<AVFrame>

    /// An empty frame, to be filled by a reader or a scaler.
    public init() {
        guard let frame = av_frame_alloc() else { fatalError("out of memory for a frame header") }
        pointer = frame
    }

    /// A writable YUV 4:2:0 picture of 8 bits.
    public init(width: Int, height: Int) throws(MediaError) {
        self.init()
        pointer.pointee.width = Int32(width)
        pointer.pointee.height = Int32(height)
        pointer.pointee.format = AV_PIX_FMT_YUV420P.rawValue
        let code = av_frame_get_buffer(pointer, 0)
        guard code >= 0 else { throw MediaError(.allocate, "a picture of \(width)x\(height)", code: code) }
    }

    deinit {
        var frame: UnsafeMutablePointer<AVFrame>? = pointer
        av_frame_free(&frame)
    }

    public var width: Int { Int(pointer.pointee.width) }
    public var height: Int { Int(pointer.pointee.height) }
    public var pixelFormat: Int32 { pointer.pointee.format }
    /// In the stream's time base; nil when the stream does not say.
    public var timestamp: Int64? {
        let value = pointer.pointee.best_effort_timestamp
        return value == mv_nopts_value ? nil : value
    }

    /// Plane 0 is Y (or the only one), 1 is U, 2 is V.
    public func plane(_ index: Int) -> UnsafeMutablePointer<UInt8> {
        guard
            let data = withUnsafePointer(
                to: &pointer.pointee.data,
                { tuple in
                    tuple.withMemoryRebound(to: UnsafeMutablePointer<UInt8>?.self, capacity: 8) { $0[index] }
                })
        else { preconditionFailure("the frame has no plane \(index)") }
        return data
    }

    /// Bytes from one row to the next.
    public func stride(_ index: Int) -> Int {
        withUnsafePointer(to: &pointer.pointee.linesize) { tuple in
            tuple.withMemoryRebound(to: Int32.self, capacity: 8) { Int($0[index]) }
        }
    }

    /// Makes the frame's memory safe to write, copying it when it is shared.
    public func makeWritable() throws(MediaError) {
        let code = av_frame_make_writable(pointer)
        guard code >= 0 else { throw MediaError(.allocate, "a picture", code: code) }
    }

    /// Becomes another reference to the same picture.
    public func refer(to other: borrowing Frame) throws(MediaError) {
        av_frame_unref(pointer)
        let code = av_frame_ref(pointer, other.pointer)
        guard code >= 0 else { throw MediaError(.allocate, "a reference to a picture", code: code) }
    }
}

extension Frame {
    /// Whether the picture says which matrix made its colours.
    public enum ColourMatrix: Sendable {
        case tagged, unknown
    }

    public var colourMatrix: ColourMatrix { pointer.pointee.colorspace == AVCOL_SPC_UNSPECIFIED ? .unknown : .tagged }
}
