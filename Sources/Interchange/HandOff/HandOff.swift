public import Timebase

/// A film as it is handed to an editor: one picture track, the song under it, markers, and the media that lies beside it.
///
/// Media is conformed before: every picture file runs at exactly `rate`, upright, with square pixels, and a changed speed is baked into a
/// file of its own. So one frame of a file is one frame of the film, and all that is left to say is which frames stand where.
public struct HandOff: Hashable, Sendable {
    public var name: String
    public var rate: FrameRate
    public var width: Int
    public var height: Int
    /// The time code of the first frame, as a number of frames since 00:00:00:00.
    public var startFrame: Int
    /// Length of the film.
    public var frames: Int
    /// Files of takes, also of those that no clip shows; then the song's. Every id once.
    public var media: [Media]
    /// In order of time; they do not overlap. What no clip covers is black.
    public var clips: [Clip]
    public var song: Song?
    /// In order of time.
    public var markers: [Marker]
    /// Frames in which the film comes up from black, and goes down to it.
    public var fadeIn: Int
    public var fadeOut: Int

    public init(
        name: String, rate: FrameRate, width: Int, height: Int, startFrame: Int = 0, frames: Int, media: [Media], clips: [Clip],
        song: Song? = nil, markers: [Marker] = [], fadeIn: Int = 0, fadeOut: Int = 0
    ) {
        (self.name, self.rate, self.width, self.height, self.startFrame) = (name, rate, width, height, startFrame)
        (self.frames, self.media, self.clips, self.song, self.markers) = (frames, media, clips, song, markers)
        (self.fadeIn, self.fadeOut) = (fadeIn, fadeOut)
    }

    public func media(_ id: String) -> Media? { media.first { $0.id == id } }
}
