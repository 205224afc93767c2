import Timebase

/// Paints the frames of one clip from the words of its brief, in any order: every frame depends on the brief and its index alone.
public struct AnimaticPainter {
    private let brief: AnimaticBrief
    private let elements: [any Element]
    private let camera: CameraPath
    private let frame: FrameBuffer
    private let look: Look
    private let slate: Slate?
    /// For every element the first row that something in front of it hides.
    private var limits: [Int]

    /// Reads the prompt, lays out the picture and paints everything that stays the same from frame to frame.
    /// - Precondition: width and height are even and above zero, the rate is above zero.
    public init(_ brief: AnimaticBrief) {
        precondition(
            brief.width > 0 && brief.height > 0 && brief.width % 2 == 0 && brief.height % 2 == 0,
            "an animatic is painted in 4:2:0 and needs even sides, not \(brief.width)x\(brief.height)")
        precondition(brief.framesPerSecond > 0, "an animatic needs a frame rate above 0")
        self.brief = brief
        let description = PromptReader.read(brief.prompt, negative: brief.negative)
        let composition = Composition(description, seed: brief.seed, width: brief.width, height: brief.height)
        var random = SeededRandom(seed: brief.seed ^ description.wordHash, "camera")
        let seconds = Float(brief.frames) / Float(brief.framesPerSecond)
        camera = CameraPath(description, seconds: seconds, aim: composition.aim, random: &random)
        elements = composition.elements
        frame = FrameBuffer(width: brief.width, height: brief.height)
        limits = [Int](repeating: brief.height, count: elements.count)
        slate = Slate(brief.slate, width: brief.width, height: brief.height)
        var exposure: Float = 1
        for share in [0.05, 0.95] as [Float] {
            AnimaticPainter.compose(elements, &limits, frame, time: seconds * share, camera.view(at: seconds * share))
            exposure = min(exposure, Look.exposure(of: frame))
        }
        look = Look(description, width: brief.width, height: brief.height, seed: brief.seed, exposure: exposure)
    }

    /// Paints frame `index` as planar YUV 4:2:0, BT.709 limited range, into tightly or loosely packed planes.
    /// Strides are in bytes and at least the plane's width.
    public mutating func paint(
        frame index: Int, y: UnsafeMutablePointer<UInt8>, yStride: Int, u: UnsafeMutablePointer<UInt8>, uStride: Int,
        v: UnsafeMutablePointer<UInt8>, vStride: Int
    ) {
        let time = Float(Double(index) / brief.framesPerSecond)
        AnimaticPainter.compose(elements, &limits, frame, time: time, camera.view(at: time))
        look.finish(frame, index: index, y: y, yStride: yStride, u: u, uStride: uStride, v: v, vStride: vStride)
        slate?.burn(width: brief.width, height: brief.height, y: y, yStride: yStride, u: u, uStride: uStride, v: v, vStride: vStride)
    }

    private static func compose(_ elements: [any Element], _ limits: inout [Int], _ frame: FrameBuffer, time: Float, _ view: View) {
        var moment = Moment(time: time, view: view, limit: frame.height)
        var hidden = frame.height
        var clip = 0..<frame.width
        var clips: [Range<Int>] = []
        for index in elements.indices.reversed() {
            limits[index] = hidden
            clips.append(clip)
            hidden = min(hidden, elements[index].hidesFrom(frame, moment))
            if let opening = elements[index].opening(frame, moment) { clip = clip.clamped(to: opening) }
        }
        for index in elements.indices where limits[index] > 0 {
            moment.limit = limits[index]
            (frame.clipLeft, frame.clipRight) = (clips[elements.count - 1 - index].lowerBound, clips[elements.count - 1 - index].upperBound)
            elements[index].draw(into: frame, moment)
        }
    }
}
