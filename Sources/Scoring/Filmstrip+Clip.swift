import Editorial

extension Filmstrip {
    /// Of the frames in the middles of twelve equal stretches; fewer when the take has fewer frames. Nil for no frames.
    package init?(_ clip: ClipRecord) {
        let count = min(Self.most, clip.count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * Self.size)
        for index in 0..<count {
            let frame = (2 * index + 1) * clip.count / (2 * count)
            let luma = SmallPicture(cells: Array(clip.luma(frame)), width: Thumb.width, height: Thumb.height)
            bytes += luma.window(width: Self.width, height: Self.height).map { UInt8(min(255, max(0, $0.rounded()))) }
            let chroma = Array(clip.chroma(frame))
            for half in [chroma.prefix(chroma.count / 2), chroma.suffix(chroma.count / 2)] {
                bytes.append(UInt8(min(255, max(0, (half.reduce(0, +) / Float(half.count)).rounded()))))
            }
        }
        self.init(bytes: bytes)
    }
}
