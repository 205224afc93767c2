import Timebase

/// The parts of a Shotcut project in the order in which they stand in the file: MLT reads it in one pass.
struct ShotcutProject {
    let film: HandOff
    let plan: MLTFilm
    private let folder: String?
    private var parts: [XMLNode] = []
    private var producers = 0
    var leftOut: LeftOutList

    init(_ film: HandOff, folder: String?) {
        (self.film, self.folder, plan) = (film, folder, MLTFilm(film))
        leftOut = plan.leftOut
    }

    mutating func root() -> XMLNode {
        parts.append(MLTNodes.profile(film))
        addBin()
        addBackground()
        var tracks = ["background"]
        tracks.append(addTrack("video", "V1", pictures(), [.property("shotcut:video", 1)]))
        if !plan.flashes.isEmpty { tracks.append(addTrack("white", "V2", flashes(), [.property("shotcut:video", 1)])) }
        tracks.append(addTrack("audio", "A1", song(), [.property("shotcut:audio", 1)]))
        parts.append(tractor(tracks))
        return XMLNode("mlt", ["LC_NUMERIC": "C", "version": "7.12.0", "producer": "main_bin"], text: nil, parts)
    }

    mutating func add(_ node: XMLNode) { parts.append(node) }

    /// One of its own for each place: Shotcut hangs filters on it, and MLT shows one at one time only once.
    mutating func addProducer(_ media: HandOff.Media, _ more: [XMLNode] = []) -> String {
        let id = "producer\(producers)"
        producers += 1
        let names: [XMLNode] = [
            .property("shotcut:caption", media.fileName), .property("shotcut:comment", MLTNodes.words(of: media)),
            .property("mv:film", film.name),
        ]
        // Pictures are silent: the film's sound is the song.
        var sound: [XMLNode] = []
        if case .picture = media.content { sound = [.property("audio_index", -1)] }
        add(MLTNodes.producer(id, of: media, at: film.rate, path: MLTNodes.path(of: media, from: folder), sound + names + more))
        return id
    }

    private mutating func addBin() {
        var entries: [XMLNode] = []
        for media in film.media { entries.append(MLTNodes.entry(addProducer(media), from: 0, count: media.frames(at: film.rate))) }
        for (index, clip) in film.clips.enumerated() {
            for (rank, other) in clip.alternates.enumerated() {
                guard let media = film.media(other.media) else { continue }
                let count = min(clip.record.count, media.frames(at: film.rate) - other.source)
                guard count > 0 else { continue }
                let words = "next best \(rank + 1) for clip \(index + 1), frame \(clip.record.start)"
                let id = addProducer(
                    media, [.property("shotcut:caption", "\(media.id) for clip \(index + 1)"), .property("mv:alternate", words)])
                entries.append(MLTNodes.entry(id, from: other.source, count: count))
            }
        }
        add(XMLNode("playlist", ["id": "main_bin", "title": "Shotcut"], text: nil, [.property("xml_retain", 1)] + entries))
    }

    private mutating func addBackground() {
        let frames = max(1, film.frames)
        let look: [XMLNode] = [.property("mlt_image_format", "rgba"), .property("set.test_audio", 0)]
        add(MLTNodes.producer("black", frames: frames, service: "color", resource: "0", look))
        add(XMLNode("playlist", ["id": "background"], text: nil, [MLTNodes.entry("black", from: 0, count: frames)]))
    }

    private mutating func addTrack(_ id: String, _ name: String, _ entries: [XMLNode], _ properties: [XMLNode]) -> String {
        add(XMLNode("playlist", ["id": id], text: nil, properties + [.property("shotcut:name", name)] + entries))
        return id
    }
}
