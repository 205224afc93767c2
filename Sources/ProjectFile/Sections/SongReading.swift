import Content
import Editorial
import Foundation
import Timebase

/// `song`, as a map or as its file; the file must be there.
extension Report {
    func song(_ node: YAMLNode, folder: String) -> SongSpec? {
        if node.entries == nil {
            if node.isNull || node.elements != nil { return expected(Shape.sectionOr(ProjectKeys.song, .text).expected, node) }
            return songFile(node, folder).map { SongSpec(file: $0) }
        }
        guard let reader = SectionReader(node, ProjectKeys.song, self) else { return nil }
        var song = SongSpec(file: reader.value("file").flatMap { songFile($0, folder) } ?? "")
        song.artist = reader.text("artist")
        song.title = reader.text("title")
        song.isrc = reader.value("isrc").flatMap(isrc)
        song.start = reader.time("start")
        song.end = reader.time("end")
        if let endNode = reader.value("end"), let end = song.end, end - (song.start ?? 0) < 1 {
            let start = ClockTime.short(song.start ?? 0)
            error(endNode, "the film would end less than a second after its start at \(start)", "times count from the start of the file")
        }
        song.fadeIn = reader.number("fade_in").flatMap { $0 > 0 ? $0 : nil }
        song.fadeOut = reader.number("fade_out").flatMap { $0 > 0 ? $0 : nil }
        song.hearing = hearing(reader, folder)
        return song
    }

    /// ISO 3901: country, registrant, year and number, with or without hyphens; given back without.
    private func isrc(_ node: YAMLNode) -> String? {
        guard let written = text(node) else { return nil }
        let code = written.uppercased().filter { $0 != "-" && $0 != " " }
        guard code.wholeMatch(of: #/[A-Z]{2}[A-Z0-9]{3}[0-9]{7}/#) != nil else {
            return expected("an ISRC such as QZ-ABC-24-00001: two letters, three letters or digits, seven digits", node)
        }
        return code
    }

    private func hearing(_ reader: SectionReader, _ folder: String) -> HearingSpec {
        var hearing = HearingSpec(
            beatsPerMinute: reader.number("bpm"), offset: reader.time("offset"), beatsPerBar: reader.integer("meter"),
            listener: listener(reader), beatsFile: reader.value("beats_file").flatMap { sideFile($0, folder, of: Self.isBeats) },
            tapFile: reader.value("tap").flatMap { sideFile($0, folder, of: Self.isBeats) },
            lyricsFile: reader.value("lyrics").flatMap { sideFile($0, folder) { _ = try LyricsFile.read($0) } })
        let (half, double) = (reader.boolean("half_time") ?? false, reader.boolean("double_time") ?? false)
        hearing.level = half ? .half : double ? .double : nil
        if half, double, let node = reader.value("double_time") { error(node, "half_time and double_time cannot both be true", "remove one") }
        if hearing.offset != nil, hearing.beatsPerMinute == nil, let node = reader.value("offset") {
            error(node, "an offset needs the tempo it counts with", "add bpm, as in bpm: 120")
        }
        if hearing.beatsFile != nil, let other = ["listen", "bpm", "tap", "half_time", "double_time"].first(where: { reader.value($0) != nil }),
            let node = reader.value(other)
        {
            error(node, "the beats come from beats_file, so '\(other)' says nothing", "remove one of them")
        }
        if let node = reader.value("sections") {
            namesSections = true
            if let elements = node.elements {
                hearing.sections = elements.compactMap(sectionMark)
                for (before, after) in zip(hearing.sections, hearing.sections.dropFirst()) where after.start <= before.start {
                    let (first, second) = (ClockTime.short(before.start), ClockTime.short(after.start))
                    error(node, "sections begin one after the other, found \(second) after \(first)", "order them by their start")
                    break
                }
            } else {
                hearing.sectionsFile = sideFile(node, folder) { _ = try SectionsFile.read($0) }
            }
        }
        return hearing
    }

    /// A program is looked for in the folder of the project when it is run.
    private func listener(_ reader: SectionReader) -> [String] {
        guard let node = reader.value("listen"), let inner = SectionReader(node, ProjectKeys.listen, self) else { return [] }
        guard let words = inner.texts("command"), let command = inner.value("command") else { return [] }
        if !words.dropFirst().contains(where: { $0.contains("{song}") }) {
            error(command, "no argument says where the song is", "add '{song}', as in [python3, ears.py, '{song}']")
        }
        return words
    }

    private func sectionMark(_ node: YAMLNode) -> SectionMark? {
        guard let reader = SectionReader(node, ProjectKeys.mark, self) else { return nil }
        guard let start = reader.time("start") else { return nil }
        return SectionMark(start: start, label: reader.text("label"), role: reader.text("role"))
    }

    /// Any length does: only a tempo map asks for one.
    private static func isBeats(_ path: String) throws { _ = try BeatsFile.read(path, duration: 60) }

    /// A file beside the project, read once to find what is wrong with it before anything is made.
    func sideFile(_ node: YAMLNode, _ folder: String, of kind: (String) throws -> Void) -> String? {
        guard let written = text(node) else { return nil }
        let path = Paths.absolute(written, in: folder)
        guard FileManager.default.fileExists(atPath: path) else {
            error(node, "there is no file '\(written)'", "paths start at the folder of the project file")
            return nil
        }
        if let fault = OrdinaryFile.fault(path, atMost: Limits.sideFileBytes) {
            error(node, "'\(written)' \(fault)", "name the file itself")
            return nil
        }
        do {
            try kind(path)
        } catch let fault as SongFileError {
            error(node, "\(written)\(fault.line.map { ":\($0)" } ?? ""): \(fault.message)", "correct the file")
        } catch {
            self.error(node, "\(written): \(error)", "correct the file")
        }
        return path
    }

    private func songFile(_ node: YAMLNode, _ folder: String) -> String? {
        guard let written = text(node) else { return nil }
        let path = Paths.absolute(written, in: folder)
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            if !isFolder.boolValue {
                guard let fault = OrdinaryFile.fault(path, expected: "an audio file") else { return path }
                error(node, "'\(written)' \(fault)", "name the file itself")
                return nil
            }
            return songFault(node, "'\(written)' is a folder, expected an audio file", near: path, written: written, folder: folder)
        }
        if written.contains("://") {
            error(node, "'\(written)' is an address on the web, expected an audio file", "download it, and write where it lies")
            return nil
        }
        let parent = (path as NSString).deletingLastPathComponent
        return songFault(node, "there is no file '\(written)'", near: parent, written: written, folder: folder)
    }

    private func songFault(_ node: YAMLNode, _ message: String, near place: String, written: String, folder: String) -> String? {
        let found = Paths.files(in: place, endingIn: Paths.audio)
        let name = (written as NSString).lastPathComponent
        let nearest = Spelling.nearest(to: name, in: found).map { [$0] } ?? Array(found.prefix(6))
        let shown = nearest.map { Paths.relative("\(place)/\($0)", to: folder) }
        var hint: String?
        if shown.count == 1 { hint = "did you mean '\(shown[0])'?" }
        if shown.count > 1 { hint = "audio files there: \(shown.joined(separator: ", "))\(found.count > 6 ? ", …" : "")" }
        if shown.isEmpty { hint = "looked in \(place), where no audio file is; paths start at the folder of the project file" }
        error(node, message, hint)
        return nil
    }
}

/// Files as a project names them.
enum Paths {
    static let audio: Set = ["flac", "wav", "mp3", "m4a", "aac", "ogg", "oga", "opus", "aif", "aiff", "mka", "wma", "alac"]

    static let pictures: Set = ["png", "jpg", "jpeg", "webp"]

    static func absolute(_ path: String, in folder: String) -> String {
        let joined = path.hasPrefix("/") ? path : "\(folder)/\(path)"
        return URL(filePath: joined).standardizedFileURL.path(percentEncoded: false)
    }

    static func relative(_ path: String, to folder: String) -> String {
        let plain = absolute(path, in: folder)
        return plain.hasPrefix(folder + "/") ? String(plain.dropFirst(folder.count + 1)) : plain
    }

    /// Names of the files of a folder, sorted; empty when it cannot be listed, which only costs a suggestion.
    static func files(in folder: String, endingIn extensions: Set<String>) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { extensions.contains(($0 as NSString).pathExtension.lowercased()) && !$0.hasPrefix(".") }.sorted()
    }
}

extension ClockTime {
    /// As people write it: `1:30`, `0:10.5`.
    static func short(_ seconds: Double) -> String {
        let text = text(seconds)
        return text.hasSuffix(".000") ? String(text.dropLast(4)) : text
    }
}
