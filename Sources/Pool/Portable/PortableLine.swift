import Foundation

/// One line of `manifest.jsonl`: the head first, then shots, requests and takes. Rows have the names of the pool's columns, which a
/// released migration freezes; docs/pool.md tells their meaning. What a reader does not know it passes over.
struct PortableLine: Sendable {
    struct Head: Sendable {
        /// Of the format: rises when an older reader would misunderstand.
        var format: Int64
        var takes: Int
        /// Of all media files that come along.
        var bytes: Int64
        var made: Int64
    }

    struct Picture: Sendable {
        var picture: Data
        var fileExtension: String
        var created: Int64
    }

    static let format: Int64 = 1

    var pool: Head?
    var shot: PortableRow?
    var request: PortableRow?
    var take: PortableRow?

    /// Of a request.
    var events: [PortableRow]?
    /// Of a take, as the next ones.
    var origins: [PortableRow]?
    var scores: PortableRow?
    var decisions: [PortableRow]?
    var tags: [PortableRow]?
    var opinions: [PortableRow]?
    var keepsake: Picture?

    init() {}
}

extension PortableLine {
    /// Nil for what is no line of a manifest.
    ///
    /// - Parameter keys: only these parts of it; all when nil.
    init?(_ line: ArraySlice<UInt8>, keys: Set<String>? = nil) {
        guard let fields = PortableParser.parse(line, keys: keys)?.object else { return nil }
        for (key, json) in fields {
            switch key {
            case "pool":
                guard let row = json.row, let format = row["format"]?.integer, let takes = row["takes"]?.integer else { return nil }
                pool = Head(
                    format: format, takes: Int(clamping: takes), bytes: row["bytes"]?.integer ?? 0, made: row["made"]?.integer ?? 0)
            case "shot": shot = json.row
            case "request": request = json.row
            case "take": take = json.row
            case "scores": scores = json.row
            case "events": events = json.rows
            case "origins": origins = json.rows
            case "decisions": decisions = json.rows
            case "tags": tags = json.rows
            case "opinions": opinions = json.rows
            case "keepsake": keepsake = json.row.flatMap(Picture.init)
            default: continue
            }
        }
        // What was there and could not be read leaves its place empty.
        let names = ["shot", "request", "take", "scores", "events", "origins", "decisions", "tags", "opinions", "keepsake"]
        let isRead: [Bool] = [
            shot != nil, request != nil, take != nil, scores != nil, events != nil, origins != nil, decisions != nil, tags != nil,
            opinions != nil, keepsake != nil,
        ]
        guard zip(names, isRead).allSatisfy({ $1 || fields[$0] == nil }) else { return nil }
    }

    /// With its line end.
    func write(into bytes: inout [UInt8]) {
        var fields: [String: PortableJSON] = [:]
        if let pool {
            fields["pool"] = PortableJSON([
                "format": .integer(pool.format), "takes": .integer(Int64(pool.takes)), "bytes": .integer(pool.bytes),
                "made": .integer(pool.made),
            ])
        }
        for (name, row) in [("shot", shot), ("request", request), ("take", take), ("scores", scores)] {
            fields[name] = row.map(PortableJSON.init)
        }
        for (name, rows) in [("events", events), ("origins", origins), ("decisions", decisions), ("tags", tags), ("opinions", opinions)] {
            fields[name] = rows.map(PortableJSON.init)
        }
        if let keepsake {
            fields["keepsake"] = PortableJSON([
                "picture": .text(keepsake.picture.base64EncodedString()), "extension": .text(keepsake.fileExtension),
                "created": .integer(keepsake.created),
            ])
        }
        PortableJSON.object(fields).write(into: &bytes)
        bytes.append(0x0A)
    }
}

extension PortableLine.Picture {
    fileprivate init?(_ row: PortableRow) {
        guard let picture = (row["picture"]?.text).flatMap({ Data(base64Encoded: $0) }), let fileExtension = row["extension"]?.text,
            let created = row["created"]?.integer
        else { return nil }
        self.init(picture: picture, fileExtension: fileExtension, created: created)
    }
}
