import Editorial

/// How one server of the `/v1/videos` protocol differs from the others. The table with sources is in docs/generators.md.
struct VideosDialect: Sendable {
    enum Name: String, Sendable, CaseIterable {
        case openai, sglang
        case vllmOmni = "vllm-omni"
        case litellm, azure, dynamo, custom
    }

    enum Body: String, Sendable, CaseIterable {
        case multipart, json
        /// JSON where there is no picture to send, a form where there is: every version of SGLang takes that.
        case jsonWithoutPicture
    }

    enum SecondsType: String, Sendable, CaseIterable { case text, integer }

    /// How a picture goes along.
    enum Reference: String, Sendable, CaseIterable {
        /// `{"image_url": "data:…"}`
        case object
        /// `"data:…"`
        case string
        /// A part of a form.
        case file
    }

    /// What the list of jobs is good for.
    enum List: Sendable {
        /// It tells prompts. Jobs leave it after so many seconds, where that is known.
        case withPrompts(keptFor: Int?)
        case withoutPrompts
        case none
    }

    /// What deleting a job means.
    enum Deleting: Sendable {
        /// The job stops.
        case stops
        /// The job is gone from the list; a job at work may be made and charged all the same.
        case forgets
        /// Only its record goes: the work goes on, and nobody can fetch it any more. So it is not done.
        case loses
        case impossible
        /// Nobody knows before it is tried.
        case unknown
    }

    var name: Name
    /// How it is called in warnings.
    var title: String
    var body = Body.multipart
    var secondsType = SecondsType.text
    /// In JSON; in a form it is a file unless the project says otherwise.
    var reference = Reference.string
    /// Our names to its; a dot goes into an object: `nvext.seed`. A name that is missing is something it has no field for.
    var fields = ["prompt": "prompt", "model": "model", "seconds": "seconds", "size": "size", "first_frame": "input_reference"]
    /// Nil where any whole number of seconds is let through.
    var lengths: [Int]?
    /// Nil where any size is.
    var sizes: [String]?
    /// Rates are whole numbers there.
    var hasWholeRates = false
    /// A create is answered when the video is made, and there is nothing to look at.
    var isBlocking = false
    /// Files are at `/content` first; else where the job says, first.
    var hasContent = true
    var list = List.withPrompts(keptFor: nil)
    var deleting = Deleting.unknown

    /// Names a project may give in `fields`.
    static let names = ["prompt", "model", "seconds", "size", "seed", "negative", "fps", "frames", "audio", "first_frame"]

    /// - Parameter model: the model asked for, where that decides what is legal.
    static func of(_ name: Name, model: String?) -> VideosDialect {
        switch name {
        case .openai:
            var dialect = VideosDialect(name: name, title: "the OpenAI protocol")
            dialect.reference = .object
            dialect.lengths = [4, 8, 12]
            dialect.sizes = ["1280x720", "720x1280"]
            // Of Sora's two models only the larger one made these.
            if model.map({ !$0.hasPrefix("sora-2") || $0.hasPrefix("sora-2-pro") }) ?? false {
                dialect.sizes?.append(contentsOf: ["1792x1024", "1024x1792"])
            }
            dialect.list = .withPrompts(keptFor: 3600)
            dialect.deleting = .forgets
            return dialect
        case .azure:
            var dialect = of(.openai, model: "sora-2")
            (dialect.name, dialect.title) = (name, "Azure")
            dialect.list = .withPrompts(keptFor: 86_400)
            return dialect
        case .sglang:
            var dialect = VideosDialect(name: name, title: "SGLang")
            dialect.body = .jsonWithoutPicture
            dialect.secondsType = .integer
            dialect.fields.merge(["seed": "seed", "negative": "negative_prompt", "fps": "fps", "frames": "num_frames"]) { $1 }
            dialect.hasWholeRates = true
            dialect.list = .withoutPrompts
            dialect.deleting = .loses
            return dialect
        case .vllmOmni:
            var dialect = VideosDialect(name: name, title: "vLLM-Omni")
            dialect.fields.merge([
                "seed": "seed", "negative": "negative_prompt", "fps": "fps", "frames": "num_frames", "audio": "generate_sound",
                "first_and_last_frame": "input_references",
            ]) { $1 }
            dialect.deleting = .stops
            return dialect
        case .litellm:
            var dialect = VideosDialect(name: name, title: "LiteLLM")
            dialect.fields.merge(["seed": "seed", "negative": "negative_prompt"]) { $1 }
            dialect.deleting = .impossible
            return dialect
        case .dynamo:
            var dialect = VideosDialect(name: name, title: "Dynamo")
            dialect.body = .json
            dialect.secondsType = .integer
            dialect.fields.merge([
                "seed": "nvext.seed", "negative": "nvext.negative_prompt", "fps": "nvext.fps", "frames": "nvext.num_frames",
            ]) { $1 }
            dialect.hasWholeRates = true
            dialect.isBlocking = true
            dialect.hasContent = false
            dialect.list = .none
            dialect.deleting = .impossible
            return dialect
        case .custom:
            var dialect = VideosDialect(name: name, title: "the service")
            dialect.body = .json
            dialect.secondsType = .integer
            dialect.hasContent = false
            return dialect
        }
    }

    /// What every server of the family takes, for one that does not show which it is.
    static let unknown = {
        var dialect = VideosDialect(name: .custom, title: "the service")
        dialect.hasContent = true
        return dialect
    }()
}
