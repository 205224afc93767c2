package import Timebase

/// One 8-bit plane of a picture, borrowed: valid while the frame it came from is.
package struct Plane {
    package let base: UnsafePointer<UInt8>
    package let width: Int
    package let height: Int
    /// Bytes from one row to the next.
    package let stride: Int

    package init(base: UnsafePointer<UInt8>, width: Int, height: Int, stride: Int) {
        self.base = base
        self.width = width
        self.height = height
        self.stride = stride
    }

    package func row(_ y: Int) -> UnsafePointer<UInt8> { base + y * stride }
}

/// What a feature is shown of every frame.
package struct Picture {
    /// Decoded frame number, from 0.
    package let index: Int
    /// Of the file.
    package let rate: FrameRate
    /// The proxy: at most 320 pixels wide, scaled by area, 8-bit 4:2:0.
    package let luma: Plane
    package let cb: Plane
    package let cr: Plane
    /// Luma at the file's own size, on every `nativeInterval`th frame; nil on the others.
    package let native: Plane?
    /// What went where since an eighth of a second ago, eight times a second; nil on the other frames.
    package let flow: FlowField?

    package init(index: Int, rate: FrameRate, luma: Plane, cb: Plane, cr: Plane, native: Plane?, flow: FlowField? = nil) {
        (self.index, self.rate, self.flow) = (index, rate, flow)
        (self.luma, self.cb, self.cr, self.native) = (luma, cb, cr, native)
    }

    /// Frames between pictures that are matched: slow motion is then more than a fraction of a pixel.
    package static func flowLag(_ rate: FrameRate) -> Int { max(1, rate.frames(lasting: 0.125)) }

    package static let proxyWidth = 320
    /// Sharpness, noise and the like change slowly and cost much, so they look at one frame in eight.
    package static let nativeInterval = 8

    package var isSampled: Bool { index % Self.nativeInterval == 0 }
}
