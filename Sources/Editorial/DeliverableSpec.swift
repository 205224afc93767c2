/// An output somebody asked for.
public struct DeliverableSpec: Hashable, Sendable, Codable {
    /// File name in `out/`, with extension: `final.mp4`.
    public var file: String
    public var codec: PictureCodec
    /// How much time the encoder takes to make files smaller, one of `presets`. Means nothing to codecs of editing rooms.
    public var preset: String
    /// Constant rate factor; nil for the codec's usual one, and for codecs without.
    public var crf: Int?
    /// Bits per second of the sound; none for sound that is not compressed.
    public var audioBitRate: Int
    /// LUFS that the sound is brought to; as loud as the song is when nil.
    public var loudness: Double?
    /// Pixels, even; the film's own when nil.
    public var size: PictureSize?
    /// How its takes fill its picture, where that differs from the film's.
    public var fit: Framing.Fit?
    public var anchor: Framing.Anchor?
    /// The part of the song it shows; all of the film when nil.
    public var part: MusicalRange?
    /// What `part` comes to in this song, in seconds of the film: nil until the song is heard.
    public var moments: ClosedRange<Double>?
    public var captions: Captions
    /// The processor of pictures that is to encode it, when there is one.
    public var hardware: Hardware?
    /// The picture that is written beside it; none when nil.
    public var poster: Poster?
    /// Whether the song's sections can be jumped to.
    public var hasChapters: Bool
    /// To be looked at while the work goes on, and not kept.
    public var isDraft: Bool

    public enum Captions: String, Hashable, Sendable, Codable, CaseIterable {
        case none
        /// Part of the picture.
        case burn
        /// A track that players show on demand.
        case track
    }

    public enum Poster: Hashable, Sendable, Codable {
        /// Seconds of the film.
        case at(Double)
        /// The frame that shows most.
        case found
    }

    public enum Hardware: String, Hashable, Sendable, Codable, CaseIterable {
        case nvenc, vaapi, videotoolbox
        /// The first of these that there is.
        case auto
    }

    public init(
        file: String = "final.mp4", codec: PictureCodec = .h264, preset: String = "medium", crf: Int? = nil, audioBitRate: Int = 192_000,
        loudness: Double? = nil, size: PictureSize? = nil, fit: Framing.Fit? = nil, anchor: Framing.Anchor? = nil, part: MusicalRange? = nil,
        captions: Captions = .burn, hardware: Hardware? = nil, poster: Poster? = nil, hasChapters: Bool = true, isDraft: Bool = false
    ) {
        self.file = file
        self.codec = codec
        self.preset = preset
        self.crf = crf
        self.audioBitRate = audioBitRate
        self.loudness = loudness
        self.size = size
        self.fit = fit
        self.anchor = anchor
        self.part = part
        self.captions = captions
        self.hardware = hardware
        self.poster = poster
        self.hasChapters = hasChapters
        self.isDraft = isDraft
    }

    /// From the quickest to the smallest; the words are libx264's: https://trac.ffmpeg.org/wiki/Encode/H.264#Preset
    public static let presets = ["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow"]

    /// The container, from the file's name.
    public var container: String { file.split(separator: ".").last.map { $0.lowercased() } ?? "" }

    /// Whether it is a picture that moves, without sound: GIF or animated WebP.
    public var isAnimation: Bool { ["gif", "webp"].contains(container) }

    /// What goes with the picture: WebM takes Opus, editing rooms take what is not compressed.
    public var sound: SoundCodec {
        if container == "webm" { return .opus }
        return codec.quality == nil ? .pcm : .aac
    }

    /// The raster it is rendered in: of another shape than the film's, the takes are cropped anew.
    public func format(of film: PictureFormat) -> PictureFormat {
        var format = film
        if let size { (format.width, format.height) = (size.width, size.height) }
        return format
    }

    /// The raster of an animation: at most 480 pixels wide unless it says its own.
    public func animationSize(of film: PictureFormat) -> PictureSize {
        if let size { return size }
        let width = min(film.width, 480)
        return PictureSize(width: width / 2 * 2, height: max(2, (film.height * width / film.width + 1) / 2 * 2))
    }

    /// The same film at half its size, encoded as quickly as can be.
    public func draft(of film: PictureFormat) -> DeliverableSpec {
        let own = format(of: film)
        func half(_ side: Int) -> Int { max(2, (side / 2 + 1) / 2 * 2) }
        let stem = file.split(separator: ".").dropLast().joined(separator: ".")
        return DeliverableSpec(
            file: stem + ".draft.mp4", preset: "ultrafast", crf: 26, audioBitRate: min(audioBitRate == 0 ? 192_000 : audioBitRate, 192_000),
            loudness: loudness, size: PictureSize(width: half(own.width), height: half(own.height)), fit: fit, anchor: anchor, part: part,
            captions: captions == .burn ? .burn : .none, isDraft: true)
    }
}

public struct PictureSize: Hashable, Sendable, Codable {
    /// Pixels.
    public var width: Int
    public var height: Int
    public init(width: Int, height: Int) { (self.width, self.height) = (width, height) }
}
