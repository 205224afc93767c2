import Timebase

/// A file of MLT's while its timeline is laid out flat.
struct MLTReading {
    let document: MLTDocument
    /// Playlists and tractors that are known already, and those being read.
    private var known: [String: MLTStrip] = [:]
    private var open: Set<String> = []
    private var media: [Place: MLTMedia?] = [:]
    private struct Place: Hashable { let line, column: Int }
    /// Pieces that may still be laid or looked at: playlists in playlists could hold more than any memory.
    private var (pieces, steps) = (500_000, 50_000_000)

    init(_ document: MLTDocument) { self.document = document }

    /// What a service shows from a frame of its own to another, both included; all of it where they are nil.
    mutating func strip(of service: XMLTree, from first: Int?, to last: Int?, depth: Int) throws(EditFileError) -> MLTStrip {
        // Frames of a service are counted from its own first.
        let ownFirst = max(0, try document.frame("in", of: service) ?? 0)
        let ownLast = try document.frame("out", of: service)
        let start = ownFirst + max(0, first ?? 0)
        if service.name == "producer" || service.name == "chain" {
            let end = last.map { ownFirst + $0 } ?? ownLast ?? (length(of: service).map { $0 - 1 } ?? 14999)
            return try picture(service, FrameRange(start..<max(start, end + 1)))
        }
        let whole = try composed(service, depth: depth)
        let end = last.map { ownFirst + $0 } ?? ownLast ?? (whole.count - 1)
        if start == 0, end == whole.count - 1 { return whole }
        return whole.cropped(to: FrameRange(start..<max(start, end + 1)))
    }

    private mutating func composed(_ service: XMLTree, depth: Int) throws(EditFileError) -> MLTStrip {
        let id = service.attributes["id"]
        if let id, let strip = known[id] {
            try spend(strip.weight, at: service)
            return strip
        }
        guard depth < 50, id.map({ open.insert($0).inserted }) ?? true else {
            throw EditFileError("'\(id ?? service.name)' holds itself", line: service.line, column: service.column)
        }
        let strip = service.name == "playlist" ? try playlist(service, depth: depth) : try tractor(service, depth: depth)
        if let id {
            open.remove(id)
            known[id] = strip
        }
        return strip
    }

    private mutating func playlist(_ playlist: XMLTree, depth: Int) throws(EditFileError) -> MLTStrip {
        var strip = MLTStrip()
        for child in playlist.children {
            if child.name == "blank" {
                strip.count += max(0, try document.frame("length", of: child) ?? 0)
            } else if child.name == "entry", let service = document.service(of: child) {
                let (first, last) = (try document.frame("in", of: child), try document.frame("out", of: child))
                var entry = try self.strip(of: service, from: first, to: last, depth: depth + 1)
                filter(&entry, by: child.all("filter"))
                strip.append(entry, at: strip.count)
                try spend(entry.weight, at: child)
            }
            guard strip.count <= MLTDocument.latest else {
                throw EditFileError("the film is longer than any", line: child.line, column: child.column)
            }
        }
        strip.pieces = Self.joined(strip.pieces)
        filter(&strip, by: playlist.all("filter"))
        return strip
    }

    /// A clip that a dissolve shows and that goes on after it is one.
    private static func joined(_ pieces: [MLTPiece]) -> [MLTPiece] {
        var joined: [MLTPiece] = []
        for piece in pieces {
            let meets = joined.last.map { $0.record.end == piece.record.start && $0.at + $0.record.count == piece.at } ?? false
            if let last = joined.last, last.isHead, meets, last.media == piece.media, piece.transition == nil {
                var whole = last
                whole.record.count += piece.record.count
                (whole.fadeOut, whole.ownsFadeOut) = (piece.fadeOut, piece.ownsFadeOut)
                (whole.isClear, whole.isHead) = (piece.isClear, piece.isHead)
                joined[joined.count - 1] = whole
            } else {
                joined.append(piece)
            }
        }
        return joined
    }

    mutating func spend(_ count: Int, steps more: Int = 0, at element: XMLTree) throws(EditFileError) {
        pieces -= count
        steps -= more
        if pieces < 0 || steps < 0 {
            throw EditFileError("the timeline has more pieces than can be read", line: element.line, column: element.column)
        }
    }

    // MARK: Pictures

    private mutating func picture(_ service: XMLTree, _ range: FrameRange) throws(EditFileError) -> MLTStrip {
        var strip = MLTStrip(count: range.count)
        guard !range.isEmpty else { return strip }
        try spend(0, steps: service.children.count, at: service)
        let place = Place(line: service.line, column: service.column)
        let known = media[place] ?? medium(of: service)
        media[place] = known
        if let known {
            strip.pieces = [MLTPiece(media: known, at: range.start, record: FrameRange(start: 0, count: range.count))]
        } else if let words = MLTServices.words(of: service) {
            strip.remarks.append((words, 0))
        }
        if service.first("link") != nil, service.all("link").contains(where: { $0.property("mlt_service") == "timeremap" }) {
            strip.remarks.append(("the changing speed of '\(known?.name ?? "a clip")' is left out: compare its frames", 0))
        }
        filter(&strip, by: service.all("filter"))
        return strip
    }

    /// Nil for what is no file: a colour, a title.
    private func medium(of service: XMLTree) -> MLTMedia? {
        let kind = service.property("mlt_service") ?? ""
        if MLTServices.colours.contains(kind) {
            guard MLTServices.isWhite(service.property("resource") ?? "") else { return nil }
            return MLTMedia(name: "white", isWhite: true)
        }
        guard !MLTServices.made.contains(kind), service.property("set.test_image") != "1" else { return nil }
        let twin = service.property("kdenlive:id").flatMap { document.bin[$0] }
        // A proxy stands for the file itself.
        let original = service.property(["kdenlive:originalurl", "shotcut:originalResource"]) ?? twin?.property(["kdenlive:originalurl"])
        var resource = original ?? service.property(["warp_resource", "resource"]) ?? twin?.property(["resource"]) ?? ""
        var speed = Rational(1)
        if kind == "timewarp" {
            let words = (service.property("resource") ?? "").split(separator: ":", maxSplits: 1)
            if original == nil, service.property(["warp_resource"]) == nil { resource = words.count == 2 ? String(words[1]) : resource }
            let told = (service.property(["warp_speed"]) ?? words.first.map(String.init)).flatMap(Double.init) ?? 1
            if told.isFinite, (0.001...1000).contains(abs(told)) { speed = Rational(near: told) }
        }
        guard !resource.isEmpty else { return nil }
        let path = document.path(resource)
        let file = path.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? path
        let names = ["shotcut:caption", "kdenlive:clipname"]
        let texts = [service, twin].compactMap { $0 }.flatMap { $0.all("property").map(\.text) }
        return MLTMedia(
            name: service.property(names) ?? twin?.property(names) ?? file, path: path,
            reel: service.property(["mv:reel"]) ?? twin?.property(["mv:reel"]), takes: TakeIDs.found(in: texts), speed: speed,
            frames: length(of: service))
    }

    private func length(of service: XMLTree) -> Int? {
        service.property("length").flatMap { MLTTime.frame($0, at: document.rate) }.flatMap { $0 > 0 ? $0 : nil }
    }
}
