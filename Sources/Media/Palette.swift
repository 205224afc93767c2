import Timebase

/// Finds the 256 colours that show some pictures best, by libavfilter's `palettegen`. However many pictures it sees, it keeps their colours alone.
public struct Palette: ~Copyable {
    private let graph: FilterGraph

    public init(for example: borrowing Frame) throws(MediaError) {
        graph = try FilterGraph("palettegen=reserve_transparent=0:stats_mode=full", for: example, timeBase: Rational(1, 100), pixelAspect: Rational(1))
    }

    public func see(_ frame: borrowing Frame) throws(MediaError) { try graph.give(frame) }

    /// Of alpha, red, green and blue.
    public consuming func colours() throws(MediaError) -> [UInt32] {
        try graph.end()
        let palette = Frame()
        guard try graph.take(palette) else { throw MediaError(.filter, "a palette", "no colours were found") }
        return (0..<256).map { index in
            (palette.plane(0) + index / 16 * palette.stride(0)).withMemoryRebound(to: UInt32.self, capacity: 16) { UInt32(littleEndian: $0[index % 16]) }
        }
    }
}
