import Timebase

/// A file of MLT's, by its ids. Shotcut's, Kdenlive's and melt's own differ in properties alone.
struct MLTDocument {
    let root: XMLTree
    let rate: FrameRate
    /// Whether the file says a rate; without one MLT takes that of PAL.
    let saysRate: Bool
    let services: [String: XMLTree]
    /// What relative names count from; empty where that is the file's own folder.
    private let folder: String
    /// Kdenlive's bin: it has what is known of a file where the timeline's producers may not.
    let bin: [String: XMLTree]

    static let kinds = ["producer", "chain", "playlist", "tractor", "multitrack"]
    /// Frames past which nothing is taken for a time: sums of such fit in an `Int` for as many as a file can hold.
    static let latest = 1 << 31

    init(_ text: String) throws(EditFileError) {
        root = try XMLTree.parse(text)
        guard root.name == "mlt" || root.name == "westley" else {
            throw EditFileError(
                "the file begins with '\(root.name)', not with 'mlt'", line: root.line, column: root.column,
                suggestion: "give the project that Shotcut (.mlt) or Kdenlive (.kdenlive) saved")
        }
        let profile = root.first("profile")
        let parts = ["num", "den"].compactMap { profile?.attributes["frame_rate_\($0)"].flatMap { Int64($0) } }
        if parts.count == 2, parts.allSatisfy({ (1...1_000_000_000).contains($0) }), parts[0] / parts[1] <= 1000 {
            (rate, saysRate) = (FrameRate(parts[0], parts[1]), true)
        } else {
            (rate, saysRate) = (FrameRate(25), false)
        }
        let folder = root.attributes["root"] ?? ""
        self.folder = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
        var services: [String: XMLTree] = [:]
        for kind in Self.kinds {
            for service in root.everywhere(kind) { if let id = service.attributes["id"] { services[id] = service } }
        }
        self.services = services
        let entries = services["main_bin"]?.all("entry") ?? []
        let filed = entries.compactMap { $0.attributes["producer"].flatMap { services[$0] } }
        bin = Dictionary(filed.compactMap { service in service.property("kdenlive:id").map { ($0, service) } }) { first, _ in first }
    }

    /// The timeline: what Shotcut marks as such, else what stands last, as MLT has it.
    func timeline() throws(EditFileError) -> XMLTree {
        let tractors = root.all("tractor")
        if let marked = tractors.last(where: { $0.property("shotcut") == "1" }) ?? tractors.last { return marked }
        if let last = root.children.last(where: { Self.kinds.contains($0.name) && $0.attributes["id"] != "main_bin" }) { return last }
        throw EditFileError(
            "the file has no timeline", line: root.line, column: root.column, suggestion: "save the whole project, not a clip")
    }

    /// What an entry or a track shows: named, or written within it.
    func service(of element: XMLTree) -> XMLTree? {
        if let id = element.attributes["producer"] { return services[id] }
        return element.children.first { Self.kinds.contains($0.name) }
    }

    /// The time in an attribute, in frames; nil where there is none.
    func frame(_ name: String, of element: XMLTree) throws(EditFileError) -> Int? {
        guard let text = element.attributes[name], !text.isEmpty else { return nil }
        guard let frame = MLTTime.frame(text, at: rate) else {
            throw EditFileError("'\(text)' in '\(element.name)' is no time", line: element.line, column: element.column)
        }
        return frame
    }

    /// The whole path where the file says it.
    func path(_ resource: String) -> String {
        let path = FileURL.path(resource)
        let isWhole = path.hasPrefix("/") || path.hasPrefix("\\") || path.dropFirst().first == ":"
        guard !isWhole, !folder.isEmpty else { return path }
        var parts: [Substring] = []
        for part in (folder + path).split(separator: "/") where part != "." {
            if part == "..", !parts.isEmpty, parts.last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (folder.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}

extension XMLTree {
    /// Of MLT; the last of a name counts.
    func property(_ name: String) -> String? { children.last { $0.name == "property" && $0.attributes["name"] == name }?.text }

    /// The text of the first of these that has any.
    func property(_ names: [String]) -> String? { names.lazy.compactMap { property($0) }.first { !$0.isEmpty } }
}
