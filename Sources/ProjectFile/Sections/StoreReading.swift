import Foundation

/// `store`.
extension Report {
    /// The absolute path; whether it is there is not asked, since its disk may come later.
    func store(_ node: YAMLNode, folder: String) -> String? {
        guard let text = text(node) else { return nil }
        if text.firstRange(of: #/^[A-Za-z][A-Za-z0-9+.-]*:/#) != nil {
            return expected(Shape.folder.expected, node, "mount it, with 'rclone mount' for one, and write the folder it is mounted on")
        }
        guard let path = Paths.home(text) else { return expected(Shape.folder.expected, node, "only '~/' stands for a home folder") }
        let place = Paths.absolute(path, in: folder)
        let plain = place.count > 1 && place.hasSuffix("/") ? String(place.dropLast()) : place
        if let fault = Self.fault(ofStore: plain, folder: folder) {
            error(node, fault, "name a folder that is for this alone")
            return nil
        }
        return plain
    }

    /// What would be mixed with what the store holds, and taken for it.
    private static func fault(ofStore path: String, folder: String) -> String? {
        func isInside(_ outer: String) -> Bool { path == outer || path.hasPrefix(outer + "/") }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue { return "'\(path)' is a file, expected a folder" }
        if path == folder || folder.hasPrefix(path == "/" ? path : path + "/") { return "the store cannot be a folder that the project lies in" }
        if isInside(folder + "/out") { return "the store cannot lie in out/, which is for what people want" }
        if isInside(folder + "/.mv"), path != folder + "/.mv/store" { return "the store cannot lie among the project's own state in .mv/" }
        return nil
    }
}

extension Paths {
    /// With a leading `~/` replaced by the home folder; nil for the homes of others.
    static func home(_ path: String) -> String? {
        guard path.hasPrefix("~") else { return path }
        guard path == "~" || path.hasPrefix("~/") else { return nil }
        return NSHomeDirectory() + path.dropFirst()
    }
}
