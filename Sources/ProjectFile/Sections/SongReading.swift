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
        song.start = reader.time("start")
        song.end = reader.time("end")
        if let endNode = reader.value("end"), let end = song.end, end - (song.start ?? 0) < 1 {
            let start = ClockTime.short(song.start ?? 0)
            error(endNode, "the film would end less than a second after its start at \(start)", "times count from the start of the file")
        }
        return song
    }

    private func songFile(_ node: YAMLNode, _ folder: String) -> String? {
        guard let written = text(node) else { return nil }
        let path = Paths.absolute(written, in: folder)
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            if !isFolder.boolValue { return path }
            return songFault(node, "'\(written)' is a folder, expected an audio file", near: path, written: written, folder: folder)
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
