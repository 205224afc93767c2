import CFFmpeg
import Timebase

/// Pictures in the memory of a graphics processor, for encoders that read them only there (VAAPI).
final class HardwarePictures {
    private var device: UnsafeMutablePointer<AVBufferRef>?
    private var pool: UnsafeMutablePointer<AVBufferRef>?
    private var conversion: FilterGraph?

    /// Opens the machine's usual processor, and has an encoder take its pictures from there.
    init(for encoder: UnsafeMutablePointer<AVCodecContext>) throws(MediaError) {
        var code = av_hwdevice_ctx_create(&device, AV_HWDEVICE_TYPE_VAAPI, nil, nil, 0)
        guard code >= 0, let device else { throw MediaError(.encode, "a picture by VAAPI", code: code) }
        pool = av_hwframe_ctx_alloc(device)
        guard let pool else { throw MediaError(.allocate, "pictures for VAAPI", "out of memory") }
        pool.pointee.data.withMemoryRebound(to: AVHWFramesContext.self, capacity: 1) { frames in
            frames.pointee.format = AV_PIX_FMT_VAAPI
            frames.pointee.sw_format = AV_PIX_FMT_NV12
            (frames.pointee.width, frames.pointee.height) = (encoder.pointee.width, encoder.pointee.height)
            frames.pointee.initial_pool_size = 24
        }
        code = av_hwframe_ctx_init(pool)
        guard code >= 0 else { throw MediaError(.encode, "a picture by VAAPI", code: code) }
        encoder.pointee.pix_fmt = AV_PIX_FMT_VAAPI
        encoder.pointee.hw_frames_ctx = av_buffer_ref(pool)
    }

    deinit {
        av_buffer_unref(&pool)
        av_buffer_unref(&device)
    }

    /// The same picture there.
    func brought(_ frame: borrowing Frame) throws(MediaError) -> Frame {
        if conversion == nil { conversion = try FilterGraph("format=nv12", for: frame, timeBase: .init(1, 25), pixelAspect: .init(1)) }
        let plain = try conversion!.run(frame)
        let there = Frame()
        var code = av_hwframe_get_buffer(pool, there.pointer, 0)
        if code >= 0 { code = av_hwframe_transfer_data(there.pointer, plain.pointer, 0) }
        if code >= 0 { code = av_frame_copy_props(there.pointer, frame.pointer) }
        guard code >= 0 else { throw MediaError(.encode, "a picture by VAAPI", code: code) }
        return there
    }
}
