import Content
import Editorial
import Foundation
import Timebase
import Web

/// What goes out for one request in one dialect, and what is to be said about it.
struct VideosBody: Sendable {
    let dialect: VideosDialect
    /// The project's word on pictures, which holds for forms too.
    let reference: VideosDialect.Reference?

    // MARK: what is written down

    struct Plan {
        var sent: JSONValue
        var warnings: [String]
        /// The length the service will make, for the price.
        var seconds: Double
        var width: Int
        var height: Int
    }

    func plan(_ request: TakeRequest, options: ServiceOptions, size: String?) -> Plan {
        var (fields, warnings) = (JSONValue.object([:]), [String]())
        func put(_ name: String, _ value: JSONValue) -> Bool {
            guard let field = dialect.fields[name] else { return false }
            fields = Self.setting(field.split(separator: ".").map(String.init), of: fields, to: value)
            return true
        }
        _ = put("prompt", .string(request.prompt))
        if let model = options.model { _ = put("model", .string(model)) }
        var seconds = length(request, put, &warnings)
        let (width, height) = self.size(request, size, &warnings)
        _ = put("size", .string("\(width)x\(height)"))
        if !put("seed", .integer(Int(clamping: request.seed))) {
            warnings.append("\(dialect.title) takes no seed; the same take cannot be asked for again")
        }
        if let negative = request.negative, !negative.isEmpty, !put("negative", .string(negative)) {
            warnings.append("\(dialect.title) has no field for what to avoid; it was not sent: write it in the prompt")
        }
        if !put("audio", .bool(options.audio == true)), options.audio != nil {
            warnings.append("\(dialect.title) has no switch for sound; `audio` was not sent")
        }
        pictures(request, put, &warnings)
        fields = fields.merging(.object(options.extra.mapValues { JSONValue($0) }))
        // An empty text in `extra` takes a field away.
        if let map = fields.map { fields = .object(map.filter { options.extra[$0.key]?.text != "" }) }
        if let field = dialect.fields["seconds"], let sent = fields[field]?.double, sent > 0 { seconds = sent }
        return Plan(sent: fields, warnings: warnings, seconds: seconds, width: width, height: height)
    }

    private static func setting(_ path: [String], of value: JSONValue, to new: JSONValue) -> JSONValue {
        guard let first = path.first else { return new }
        var map = value.map ?? [:]
        map[first] = setting(Array(path.dropFirst()), of: map[first] ?? .object([:]), to: new)
        return .object(map)
    }

    private func length(_ request: TakeRequest, _ put: (String, JSONValue) -> Bool, _ warnings: inout [String]) -> Double {
        let rate = request.rate.doubleValue
        if dialect.fields["frames"] != nil, dialect.fields["fps"] != nil {
            let whole = max(1, rate.rounded())
            let told = dialect.hasWholeRates ? whole : rate
            if abs(told - rate) > rate / 100 {
                warnings.append("\(dialect.title) takes whole frame rates: \(Legal.text(rate)) became \(Int(whole))")
            }
            // The count stays: what is made is looked at frame by frame, whatever rate it says.
            _ = put("frames", .integer(request.frames))
            _ = put("fps", told == whole ? .integer(Int(whole)) : .number((told * 1000).rounded() / 1000))
            return Double(request.frames) / told
        }
        let seconds =
            dialect.lengths.map { Legal.seconds(request.seconds, among: $0, by: dialect.title, warnings: &warnings) }
            ?? Legal.wholeSeconds(request.seconds)
        _ = put("seconds", dialect.secondsType == .text ? .string("\(seconds)") : .integer(seconds))
        return Double(seconds)
    }

    private func size(_ request: TakeRequest, _ size: String?, _ warnings: inout [String]) -> (Int, Int) {
        if let (width, height) = size.flatMap(Legal.sides) { return (width, height) }
        let wanted = (request.width, request.height)
        guard let sizes = dialect.sizes else { return wanted }
        var unheard: [String] = []
        guard
            let (width, height) = Legal.size(
                width: wanted.0, height: wanted.1, among: sizes, by: dialect.title, warnings: &unheard
            ).flatMap(Legal.sides)
        else { return wanted }
        if (width, height) != wanted {
            warnings.append(
                "\(wanted.0)×\(wanted.1) is wanted, and \(dialect.title) makes \(sizes.joined(separator: ", ")): "
                    + "\(width)×\(height) it is")
        }
        return (width, height)
    }

    private func pictures(_ request: TakeRequest, _ put: (String, JSONValue) -> Bool, _ warnings: inout [String]) {
        let (first, last) = (request.inputs["first_frame"], request.inputs["last_frame"])
        if let first, let last, put("first_and_last_frame", .array([SentFile.marker(first), SentFile.marker(last)])) { return }
        if last != nil { warnings.append("\(dialect.title) takes no last frame; the picture was not sent") }
        guard let first else { return }
        let marker = SentFile.marker(first)
        if !put("first_frame", way(withPicture: true) == .object ? .object(["image_url": marker]) : marker) {
            warnings.append("\(dialect.title) takes no first frame; the picture was not sent")
        }
    }

    // MARK: how it goes out

    private func isForm(withPicture: Bool) -> Bool {
        switch dialect.body {
        case .multipart: true
        case .json: withPicture && reference == .file
        case .jsonWithoutPicture: withPicture && (reference ?? .file) == .file
        }
    }

    private func way(withPicture: Bool) -> VideosDialect.Reference {
        isForm(withPicture: withPicture) ? reference ?? .file : dialect.reference
    }

    /// - Throws: `ServiceError` of kind `badRequest` when a picture cannot be read or has changed.
    func outgoing(_ sent: JSONValue, _ files: [String: InputFile]) async throws -> WebBody {
        let hasPicture = !files.isEmpty
        func uri(_ file: InputFile) throws -> String {
            let (data, type) = try SentFile.read(file)
            return SentFile.dataURI(data, type: type)
        }
        guard isForm(withPicture: hasPicture), let fields = sent.map else {
            return .json(try await SentFile.filled(sent, from: files, uri))
        }
        var parts: [FormPart] = []
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            let markers = value.list ?? [value]
            let pictures = markers.compactMap { Self.file($0, files) }
            if way(withPicture: hasPicture) == .file, !pictures.isEmpty, pictures.count == markers.count {
                for file in pictures {
                    let (_, type) = try SentFile.read(file)
                    parts.append(FormPart(name, file: file.path, filename: (file.path as NSString).lastPathComponent, type: type))
                }
            } else {
                let value = try await SentFile.filled(value, from: files, uri)
                // A form has texts only: what is more is JSON in one.
                parts.append(FormPart(name, text: value.text ?? String(decoding: value.data(), as: UTF8.self)))
            }
        }
        return .multipart(parts)
    }

    private static func file(_ marker: JSONValue, _ files: [String: InputFile]) -> InputFile? {
        guard marker["file"] != nil, let digest = marker["digest"]?.text else { return nil }
        return files.values.first { $0.digest.hex == digest }
    }
}
