import Timebase

/// Writes `.kdenlive` of document version 1.04, that of Kdenlive 22.12; newer ones bring it up to date as they open it.
public enum KdenliveWriter {
    /// One picture track, the song on an audio track, all media in the bin: what no clip shows lies in a folder of its own there. White
    /// dips lie on a second picture track.
    /// - Parameter folder: where the file will lie; media below it is named from there, so that both can be moved together. Nil names all
    ///   media by its whole path.
    public static func write(_ film: HandOff, in folder: String? = nil) -> WrittenEdit {
        var project = KdenliveProject(film, folder: folder)
        let text = XMLNode.document(project.root(), doctype: nil)
        return WrittenEdit(files: [.init(film.fileBase + ".kdenlive", text)], leftOut: project.leftOut.all)
    }
}

/// The parts of a Kdenlive project in the order in which they stand in the file.
struct KdenliveProject {
    let film: HandOff
    let plan: MLTFilm
    private let folder: String?
    var leftOut: LeftOutList
    var parts: [XMLNode] = []
    /// What the bin calls a file; its uses on tracks have the same number.
    private let numbers: [String: Int]
    /// The bin numbers its folders too.
    static let spareFolder = 2
    private static let firstFile = 3
    var white: Int { Self.firstFile + film.media.count }

    init(_ film: HandOff, folder: String?) {
        (self.film, self.folder, plan) = (film, folder, MLTFilm(film))
        leftOut = plan.leftOut
        numbers = Dictionary(film.media.enumerated().map { ($0.element.id, Self.firstFile + $0.offset) }) { first, _ in first }
    }

    mutating func root() -> XMLNode {
        parts.append(MLTNodes.profile(film))
        addBin()
        let look: [XMLNode] = [.property("aspect_ratio", 1), .property("mlt_image_format", "rgba"), .property("set.test_audio", 0)]
        parts.append(MLTNodes.producer("black_track", frames: max(1, film.frames), service: "color", resource: "black", look))
        var tracks = ["black_track", addSound(), addPictures()]
        if !plan.flashes.isEmpty { tracks.append(addFlashes()) }
        parts.append(timeline(tracks))
        return XMLNode("mlt", ["LC_NUMERIC": "C", "version": "7.12.0", "producer": "main_bin"], text: nil, parts)
    }

    func number(of media: HandOff.Media) -> Int { numbers[media.id] ?? Self.firstFile }

    func producer(_ id: String, of media: HandOff.Media, _ more: [XMLNode]) -> XMLNode {
        let names: [XMLNode] = [.property("kdenlive:id", number(of: media)), .property("kdenlive:clipname", media.fileName)]
        return MLTNodes.producer(id, of: media, at: film.rate, path: MLTNodes.path(of: media, from: folder), names + more)
    }

    func whiteProducer(_ id: String) -> XMLNode {
        MLTNodes.producer(
            id, frames: Self.whiteFrames, service: "color", resource: "#ffffffff",
            [.property("kdenlive:id", white), .property("kdenlive:folderid", -1), .property("kdenlive:clipname", "white")])
    }

    /// As long as colours usually are in Kdenlive's bin.
    static let whiteFrames = 15000
}
