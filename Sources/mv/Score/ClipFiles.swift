import ArgumentParser
import Foundation

/// The clips that were named on the command line, or lie in the folders named.
struct ClipFiles {
    /// Path, and the name it goes by: its path below the folder that was named.
    private(set) var clips: [(path: String, name: String)] = []

    private static let endings: Set<String> = [
        "mp4", "mov", "m4v", "mkv", "webm", "avi", "mpg", "mpeg", "ts", "m2ts", "ivf", "ogv", "gif", "apng", "flv", "wmv", "3gp",
    ]

    /// - Throws: `ValidationError` for what is not there, and when no clip is found.
    init(_ paths: [String]) throws {
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw ValidationError("there is no file or folder '\(path)'")
            }
            guard isFolder.boolValue else {
                try FileArgument.check(path, "a clip or a folder of clips")
                clips.append((path, path))
                continue
            }
            let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
            for name in names.sorted() where Self.endings.contains((name as NSString).pathExtension.lowercased()) {
                guard !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) else { continue }
                clips.append(((path as NSString).appendingPathComponent(name), name))
            }
        }
        guard !clips.isEmpty else { throw ValidationError("there is no video file in \(paths.joined(separator: ", "))") }
    }
}
