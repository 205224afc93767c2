import CFFmpeg

extension Frame {
    /// A writable picture of 16 bits a channel, a plane each: 0 green, 1 blue, 2 red.
    public static func rgb(width: Int, height: Int) throws(MediaError) -> Frame {
        let frame = Frame()
        frame.pointer.pointee.width = Int32(width)
        frame.pointer.pointee.height = Int32(height)
        frame.pointer.pointee.format = AV_PIX_FMT_GBRP16LE.rawValue
        let code = av_frame_get_buffer(frame.pointer, 0)
        guard code >= 0 else { throw MediaError(.allocate, "a picture of \(width)x\(height)", code: code) }
        return frame
    }
}
