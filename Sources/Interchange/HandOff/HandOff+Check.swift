public import Timebase

extension HandOff {
    /// What is wrong with it, in words; empty when every format can be written from it.
    public var faults: [String] {
        var faults: [String] = []
        if Set(media.map(\.id)).count < media.count { faults.append("two files have one id") }
        if Set(media.map(\.reel)).count < media.count { faults.append("two files have one reel") }
        if Set(media.map { $0.fileName.lowercased() }).count < media.count { faults.append("two files have one name") }
        var next = 0
        for (index, clip) in clips.enumerated() {
            guard let file = media(clip.media), case .picture(let frames, _, _) = file.content else {
                faults.append("clip \(index + 1) shows '\(clip.media)', which is no picture of the hand-off")
                continue
            }
            if clip.record.start < next || clip.record.isEmpty { faults.append("clip \(index + 1) lies over the one before") }
            next = clip.record.end
            if clip.source < 0 || clip.source + clip.record.count + tail(after: index) > frames {
                faults.append("clip \(index + 1) asks for frames that \(file.fileName) does not have")
            }
        }
        if next > self.frames { faults.append("the last clip ends after the film") }
        return faults
    }

    /// Frames that a clip is seen on after its end, under the dissolve of the one after it.
    public func tail(after index: Int) -> Int {
        guard index + 1 < clips.count, let transition = clips[index + 1].transition, transition.kind == .dissolve else { return 0 }
        return clips[index + 1].record.start == clips[index].record.end ? transition.frames : 0
    }

    /// The clip's whole range in its file, with what is seen of it under the next one's dissolve.
    public func seen(_ index: Int) -> FrameRange {
        FrameRange(start: clips[index].source, count: clips[index].record.count + tail(after: index))
    }
}
