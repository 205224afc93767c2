import Content
import Editorial
import Foundation
public import Interchange
import Timebase

/// A hand-off as a folder: media, the film for every editor, and what a person needs to go on.
public struct HandOffFolder {
    public enum Media: Sendable {
        /// Hard links to the store where it is on the same disk, else copies.
        case linked
        case copied
        /// None: files name the store's.
        case referenced
    }

    private let path: String
    private let ready: HandOffStage.Ready
    private let session: Session
    private let cut: Cut
    private let media: Media

    public struct Written: Sendable {
        public var files: [String] = []
        /// By format.
        public var leftOut: [(format: String, what: [LeftOut])] = []
        public var mediaFiles = 0
        public var bytes: Int64 = 0
    }

    public init(_ path: String, _ ready: HandOffStage.Ready, cut: Cut, session: Session, media: Media) {
        (self.path, self.ready, self.cut, self.session, self.media) = (path, ready, cut, session, media)
    }

    /// One thing that was left out, in words with the frames it concerns.
    public static func sentence(_ one: LeftOut) -> String { HandOffWords.sentence(one) }

    /// Writes all of it; what lies in the folder besides stays.
    public func write(_ formats: [HandOffFormat]) throws -> Written {
        try AtomicFile.makeFolder(path)
        var written = Written()
        let film = try placed(&written)
        written.leftOut.append(("all", ready.leftOut))
        for format in formats {
            let edit = format.written(film, in: path)
            for file in edit.files { try put(named(file, format, film), Data(file.text.utf8), film, format, &written) }
            written.leftOut.append((format.name, edit.leftOut))
        }
        for side in [MarkersCSV.write(film), ResolveMarkersWriter.write(film)] {
            for file in side.files { try put(file.name, Data(file.text.utf8), &written) }
        }
        try put("cut.json", try CanonicalJSON.data(cut), &written)
        try put("media.json", try CanonicalJSON.data(ready.manifest), &written)
        try putReference(&written)
        try putLyrics(&written)
        try put("left-out.txt", Data(HandOffWords.leftOut(written.leftOut, rate: film.rate).utf8), &written)
        try put("README.txt", Data(HandOffWords.readme(film, formats, written.files).utf8), &written)
        try ready.manifest.keep(in: session.workspace)
        return written
    }

    /// The film with its media where it will lie.
    private func placed(_ written: inout Written) throws -> HandOff {
        var film = ready.film
        for index in film.media.indices {
            guard let blob = ready.blobs[film.media[index].id] else { continue }
            let source = session.workspace.store.path(of: blob)
            written.mediaFiles += 1
            written.bytes += Int64(blob.bytes)
            guard media != .referenced else {
                film.media[index].path = source
                continue
            }
            let target = path + "/media/" + film.media[index].fileName
            film.media[index].path = target
            try AtomicFile.makeFolder(path + "/media")
            try place(source, at: target)
        }
        return film
    }

    private func place(_ source: String, at target: String) throws {
        let files = FileManager.default
        if Self.isSame(source, target) { return }
        let aside = target + ".partial"
        try? files.removeItem(atPath: aside)
        if media == .linked, (try? files.linkItem(atPath: source, toPath: aside)) != nil {
            // Renaming one link onto another of the same file does nothing and leaves both.
            try? files.removeItem(atPath: target)
        } else {
            do {
                try files.copyItem(atPath: source, toPath: aside)
            } catch {
                try? files.removeItem(atPath: aside)
                throw BuildError(.render, "\(target) cannot be written: \(FileTrouble.words(error))")
            }
        }
        try AtomicFile.moveIntoPlace(aside, target)
    }

    /// One file under two names.
    private static func isSame(_ a: String, _ b: String) -> Bool {
        func number(_ path: String) -> (Int, Int)? {
            guard let facts = try? FileManager.default.attributesOfItem(atPath: path), let inode = facts[.systemFileNumber] as? Int,
                let device = facts[.systemNumber] as? Int
            else { return nil }
            return (device, inode)
        }
        guard let one = number(a), let other = number(b) else { return false }
        return one == other
    }

    private func named(_ file: WrittenEdit.File, _ format: HandOffFormat, _ film: HandOff) -> String {
        // In the bundle it is called as the format wants it.
        format == .otioz ? (OTIOWriter.write(film).files[0].name as NSString).deletingPathExtension + ".otioz" : file.name
    }

    private func put(_ name: String, _ data: Data, _ film: HandOff, _ format: HandOffFormat, _ written: inout Written) throws {
        guard format == .otioz else { return try put(name, data, &written) }
        var zip = try StoredZip(path: path + "/" + name)
        try zip.add("version.txt", Data("1.0.0".utf8))
        try zip.add("content.otio", data)
        for file in film.media {
            guard let blob = ready.blobs[file.id] else { continue }
            try zip.add("media/" + file.fileName, file: session.workspace.store.path(of: blob))
        }
        try zip.finish()
        written.files.append(name)
    }

    private func put(_ name: String, _ data: Data, _ written: inout Written) throws {
        let target = path + "/" + name
        if FileManager.default.contents(atPath: target) != data { try AtomicFile.write(data, to: target) }
        written.files.append(name)
    }

    /// The film itself, to hold the edit against.
    private func putReference(_ written: inout Written) throws {
        let films = session.project.deliverables.filter { !$0.isAnimation && $0.part == nil }
        guard let film = films.first(where: { FileManager.default.fileExists(atPath: session.workspace.out + "/" + $0.file) }) else { return }
        let name = "reference." + film.container
        try place(session.workspace.out + "/" + film.file, at: path + "/" + name)
        written.files.append(name)
    }

    private func putLyrics(_ written: inout Written) throws {
        guard let text = try HandOffWords.lyrics(session, frames: cut.timeline.frames, rate: cut.timeline.format.rate) else { return }
        try put("lyrics.srt", Data(text.utf8), &written)
    }
}
