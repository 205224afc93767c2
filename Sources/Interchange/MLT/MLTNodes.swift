import Timebase

/// Elements that Shotcut's and Kdenlive's files have in common, https://www.mltframework.org/docs/mltxml/
///
/// Times are numbers of frames: both read them as they are, and nothing has to be rounded.
enum MLTNodes {
    /// Without it MLT takes a size and a rate of its own.
    static func profile(_ film: HandOff) -> XMLNode {
        let (rate, divisor) = (film.rate.framesPerSecond, greatestCommonDivisor(film.width, film.height))
        return XMLNode(
            "profile",
            [
                "description": "\(film.width)x\(film.height) \(film.rate)", "width": "\(film.width)", "height": "\(film.height)",
                "progressive": "1", "sample_aspect_num": "1", "sample_aspect_den": "1",
                "display_aspect_num": "\(film.width / divisor)", "display_aspect_den": "\(film.height / divisor)",
                "frame_rate_num": "\(rate.numerator)", "frame_rate_den": "\(rate.denominator)", "colorspace": "709",
            ])
    }

    /// - Parameter frames: as many as there are to be had.
    static func producer(_ id: String, frames: Int, service: String, resource: String, _ more: [XMLNode] = []) -> XMLNode {
        let own: [XMLNode] = [
            .property("length", frames), .property("eof", "pause"), .property("resource", resource), .property("mlt_service", service),
        ]
        return XMLNode("producer", ["id": id, "in": "0", "out": "\(max(0, frames - 1))"], text: nil, own + more)
    }

    /// A file. That it is there and as long as is said here is not looked up when the project is opened.
    static func producer(_ id: String, of media: HandOff.Media, at rate: FrameRate, path: String, _ more: [XMLNode] = []) -> XMLNode {
        let own = [XMLNode.property("seekable", 1)] + story(of: media)
        return producer(id, frames: media.frames(at: rate), service: "avformat-novalidate", resource: path, own + more)
    }

    /// Both programs keep properties that they do not know.
    static func story(of media: HandOff.Media) -> [XMLNode] {
        let story = media.story
        let known: [(String, String?)] = [
            ("reel", media.reel), ("take", story.take), ("shot", story.shot), ("prompt", story.prompt), ("seed", story.seed),
            ("generator", story.generator), ("model", story.model), ("stars", story.stars > 0 ? "\(story.stars)" : nil),
            ("pick", story.isPicked ? "1" : nil), ("note", story.note), ("baked", story.baked),
            ("bakedFrom", story.bakedFrom.map(String.init)),
        ]
        return known.compactMap { name, value in value.map { .property("mv:" + name, $0) } }
    }

    /// For people to read.
    static func words(of media: HandOff.Media) -> String {
        let story = media.story
        let made = [story.generator, story.model, story.seed.map { "seed \($0)" }].compactMap { $0 }.joined(separator: ", ")
        let liked = (story.isPicked ? ["picked"] : []) + (story.stars > 0 ? [story.stars == 1 ? "1 star" : "\(story.stars) stars"] : [])
        let lines: [String?] = [
            story.shot.map { "shot \($0)" }, story.prompt, made, liked.joined(separator: ", "), story.note, story.baked,
        ]
        return lines.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    static func entry(_ producer: String, from first: Int, count: Int, _ more: [XMLNode] = []) -> XMLNode {
        XMLNode("entry", ["producer": producer, "in": "\(first)", "out": "\(first + count - 1)"], text: nil, more)
    }

    static func blank(_ frames: Int) -> XMLNode { XMLNode("blank", ["length": "\(frames)"]) }

    /// The path as it stands in the file: relative where the media lies under the file's folder, so that both can be moved together.
    static func path(of media: HandOff.Media, from folder: String?) -> String {
        guard let folder else { return media.path }
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        let rest = String(media.path.dropFirst(base.count))
        // MLT would take what stands before a colon for the name of a service.
        return media.path.hasPrefix(base) && !rest.isEmpty && !rest.contains(":") ? rest : media.path
    }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? max(1, a) : greatestCommonDivisor(b, a % b) }
}

extension XMLNode {
    static func property(_ name: String, _ value: String) -> XMLNode { XMLNode("property", ["name": name], text: value) }
    static func property(_ name: String, _ value: Int) -> XMLNode { property(name, String(value)) }
}
