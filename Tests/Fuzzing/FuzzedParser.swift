import Content
import Foundation
import Generators
import Interchange
import Media
import Pool
import ProjectFile
import Scorers
import Timebase
import Web

/// The parsers of our own that read what comes from outside.
enum FuzzedParser: String, CaseIterable, Sendable {
    case project, edl, xmeml, fcpxml, mlt, otio, captions, lyrics, sections, beats, font, heard, boxes, answers, archive, manifest

    /// Reads. Being refused in words is as good as being understood; what traps, or takes too long, is a fault.
    func take(_ bytes: Data) {
        let text = String(decoding: bytes, as: UTF8.self)
        switch self {
        case .project: _ = try? Self.reader.read(text: text, name: "project.yaml", folder: Self.folder)
        case .edl:
            _ = try? EDLReader.read(text, rate: nil)
            _ = try? EDLReader.read(text, rate: FrameRate(30_000, 1001), startFrame: 0)
        case .xmeml: _ = try? XmemlReader.read(text)
        case .fcpxml: _ = try? FCPXMLReader.read(text)
        case .mlt: _ = try? MLTReader.read(text)
        case .otio: _ = try? OTIOReader.read(text)
        case .captions: for ending in ["srt", "lrc", "ass"] { Self.inFile(bytes, ending) { _ = try? CaptionFile.read($0) } }
        case .lyrics: Self.inFile(bytes, "lrc") { _ = try? LyricsFile.read($0) }
        case .sections: Self.inFile(bytes, "txt") { _ = try? SectionsFile.read($0) }
        case .beats: Self.inFile(bytes, "txt") { _ = try? BeatsFile.read($0, duration: 60) }
        case .font: Self.inFile(bytes, "ttf") { _ = try? FontFile.names($0) }
        case .heard: _ = try? HeardElsewhere(json: bytes, source: "fuzz")
        case .boxes: Self.inFile(bytes, "mp4") { path in
            _ = ContentCredentials.present(inFile: path)
            _ = XMPBox.read(fromFile: path)
            _ = VideoMagic.fileExtension(of: bytes)
        }
        case .archive: Self.inFile(bytes, "tar") { _ = try? Self.takingIn.read($0, at: 1) }
        case .manifest: Self.inFile(bytes, "jsonl", name: "manifest") { _ in _ = try? Self.takingIn.read(Self.folder, at: 1) }
        case .answers:
            guard let json = try? JSONValue(parsing: bytes) else { return }
            _ = (ServiceWords.error(in: json), ServiceWords.status(in: json), ServiceWords.microdollars(json["cost"]))
            _ = (OutputAddresses.found(in: json), ComfyUIQueue(json), json.data())
        }
    }

    /// What was taken in stays for the inputs after it.
    private static let pool: (pool: Pool, store: Store) = {
        let place = folder + "-pool"
        try? FileManager.default.removeItem(atPath: place)
        do {
            return (try Pool(path: place + "/pool.sqlite"), Store(root: place + "/store"))
        } catch {
            fatalError("no pool can be made in \(place): \(error)")
        }
    }()
    private static var takingIn: PoolImport { PoolImport(pool.pool, pool.store) }
    private static let reader = ProjectReader(kinds: GeneratorCatalogue.kinds, scorerKinds: ScorerCatalogue.kinds)
    private static let folder = "/dev/shm/mv-fuzz-\(getpid())"

    /// In memory, since a disk would be most of the time.
    private static func inFile(_ bytes: Data, _ ending: String, name: String = "input", _ body: (String) -> Void) {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = "\(folder)/\(name).\(ending)"
        try? bytes.write(to: URL(fileURLWithPath: path))
        body(path)
    }
}
