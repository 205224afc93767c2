import CFFmpeg
import Foundation

extension Frame {
    /// One colour all over, in planes of green, blue and red.
    /// - Parameter rgb: 0xRRGGBB.
    public init(rgb: UInt32, width: Int, height: Int) throws(MediaError) {
        self.init()
        pointer.pointee.width = Int32(width)
        pointer.pointee.height = Int32(height)
        pointer.pointee.format = AV_PIX_FMT_GBRP.rawValue
        pointer.pointee.pts = 0
        let code = av_frame_get_buffer(pointer, 0)
        guard code >= 0 else { throw MediaError(.allocate, "a picture of \(width)x\(height)", code: code) }
        for (index, shift) in [UInt32(8), 0, 16].enumerated() { memset(plane(index), Int32(rgb >> shift & 255), stride(index) * height) }
    }

    /// Lays another picture of such planes over this one, as far as it lies inside.
    public func lay(_ other: borrowing Frame, left: Int, top: Int) {
        let columns = max(0, -left)..<max(max(0, -left), min(other.width, width - left))
        for row in max(0, -top)..<max(max(0, -top), min(other.height, height - top)) where !columns.isEmpty {
            for index in 0..<3 {
                memcpy(
                    plane(index) + (top + row) * stride(index) + left + columns.lowerBound, other.plane(index) + row * other.stride(index) + columns.lowerBound,
                    columns.count)
            }
        }
    }
}
