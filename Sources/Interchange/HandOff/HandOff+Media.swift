public import Timebase

extension HandOff {
    /// A file that goes with the film.
    public struct Media: Hashable, Sendable, Identifiable {
        /// What clips name it by: its file name without the extension. Letters, digits, `_` and `-`.
        public var id: String
        /// The file's own name with its extension; no other file of the hand-off has it.
        public var fileName: String
        /// Where the file is: an absolute path, as it is on this disk.
        public var path: String
        /// Eight capital letters and digits, the one name every tool gives back: see CMX3600's reel.
        public var reel: String
        public var content: Content
        public var story: Story

        public enum Content: Hashable, Sendable {
            /// Frames at the film's rate, pixels.
            case picture(frames: Int, width: Int, height: Int)
            /// Samples of each channel.
            case sound(samples: Int, sampleRate: Int, channels: Int)
        }

        public init(id: String, fileName: String, path: String, reel: String, content: Content, story: Story = Story()) {
            (self.id, self.fileName, self.path, self.reel, self.content, self.story) = (id, fileName, path, reel, content, story)
        }

        /// Frames of the film that it lasts; a sound's last, broken one is not counted: no tool may ask for samples that do not exist.
        public func frames(at rate: FrameRate) -> Int {
            switch content {
            case .picture(let frames, _, _): frames
            case .sound(let samples, let sampleRate, _):
                Int((Rational(Int64(samples), Int64(sampleRate)) * rate.framesPerSecond).floor)
            }
        }
    }

    /// What is known of a file, for an editor to read and for the way back.
    public struct Story: Hashable, Sendable {
        /// The take's id, 64 hexadecimal digits; nil for the song.
        public var take: String?
        public var shot: String?
        public var prompt: String?
        /// As text: it may be larger than what JSON readers take for a number.
        public var seed: String?
        public var generator: String?
        public var model: String?
        /// 0 to 5 stars.
        public var stars: Int
        public var isPicked: Bool
        public var note: String?
        /// What was done to the take besides conforming it, in words: `speed 1/2, frames 12 to 60`; nil where nothing was.
        public var baked: String?
        /// The first frame of the take, in its own frames, that is the file's first, where it is not 0.
        public var bakedFrom: Int?

        public init(
            take: String? = nil, shot: String? = nil, prompt: String? = nil, seed: String? = nil, generator: String? = nil,
            model: String? = nil, stars: Int = 0, isPicked: Bool = false, note: String? = nil, baked: String? = nil, bakedFrom: Int? = nil
        ) {
            (self.take, self.shot, self.prompt, self.seed, self.generator) = (take, shot, prompt, seed, generator)
            (self.model, self.stars, self.isPicked, self.note) = (model, stars, isPicked, note)
            (self.baked, self.bakedFrom) = (baked, bakedFrom)
        }
    }
}
