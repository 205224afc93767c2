import Editorial
import Foundation
import Web

/// The options of this kind alone, read and checked.
struct OpenAIVideosOptions: Sendable {
    /// Nil where it is to be found out.
    let dialect: VideosDialect.Name?
    private let body: VideosDialect.Body?
    private let secondsType: VideosDialect.SecondsType?
    let reference: VideosDialect.Reference?
    private let fields: [String: String]
    let size: String?
    /// The header the key goes in.
    let header: String

    static let own: [GeneratorKind.Option] = [
        .init(
            "dialect", .text, words: ["auto"] + VideosDialect.Name.allCases.map(\.rawValue), shapes: false,
            doc: "Which server it is; `auto` finds out by asking for its pages. `custom` is for gateways, with the next three options."),
        .init("body", .text, words: ["multipart", "json"], shapes: false, doc: "How a request is sent; by default as the dialect has it."),
        .init(
            "seconds_type", .text, words: VideosDialect.SecondsType.allCases.map(\.rawValue), shapes: false,
            doc: "Whether `seconds` is sent as a text or a number."),
        .init(
            "reference", .text, words: VideosDialect.Reference.allCases.map(\.rawValue), shapes: false,
            doc: "How a first frame is sent: an `object` with image_url, a `string` with a data URI, or a `file` of a form."),
        .init(
            "fields", .map,
            doc:
                "The service's names for \(VideosDialect.names.map { "`\($0)`" }.joined(separator: ", ")); "
                + "a dot goes into an object (`metadata.seed`), \"\" is for what it does not have."
        ),
        .init("size", .text, doc: "Size asked for, as `832x480`; over width and height."),
        .init(
            "auth_header", .text, shapes: false,
            doc: "Header the key goes in: `api-key`, `x-api-key`. By default `Authorization: Bearer`, and `api-key` with Azure."),
    ]

    init(_ spec: GeneratorSpec) throws {
        let options = spec.options
        func wrong(_ reason: String) -> GeneratorError { GeneratorError(.configuration, "generator '\(spec.name)'", reason) }
        func word<Word: RawRepresentable<String>>(_ name: String, _ words: [Word]) throws -> Word? {
            guard let text = options[name]?.text else { return nil }
            guard let word = words.first(where: { $0.rawValue == text }) else {
                throw wrong("\(name) is '\(text)'; expected one of \(words.map(\.rawValue).joined(separator: ", "))")
            }
            return word
        }
        if options["dialect"]?.text == "auto" {
            dialect = Self.dialectOfHost(options)
        } else {
            dialect = try word("dialect", VideosDialect.Name.allCases) ?? Self.dialectOfHost(options)
        }
        body = try word("body", [.multipart, .json])
        secondsType = try word("seconds_type", VideosDialect.SecondsType.allCases)
        reference = try word("reference", VideosDialect.Reference.allCases)
        fields = try (options["fields"]?.map ?? [:]).reduce(into: [:]) { fields, option in
            guard VideosDialect.names.contains(option.key) else {
                throw wrong("fields has no '\(option.key)'; the names are \(VideosDialect.names.joined(separator: ", "))")
            }
            guard let name = option.value.text else {
                throw wrong("fields.\(option.key) must be the service's own name for it, or \"\" for none")
            }
            fields[option.key] = name
        }
        size = options["size"]?.text
        if let size, Legal.sides(size) == nil { throw wrong("size is '\(size)'; expected one such as 832x480") }
        header = options["auth_header"]?.text ?? (dialect == .azure ? "api-key" : "Authorization")
        guard !header.isEmpty, header.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: ":") }) else {
            throw wrong("auth_header is '\(header)'; expected the name of a header, such as api-key")
        }
    }

    /// A dialect with what the project says over it.
    func applied(to plain: VideosDialect) -> VideosDialect {
        var dialect = plain
        if let body { dialect.body = body }
        if let secondsType { dialect.secondsType = secondsType }
        if let reference { dialect.reference = reference }
        for (ours, theirs) in fields { dialect.fields[ours] = theirs.isEmpty ? nil : theirs }
        return dialect
    }

    private static func dialectOfHost(_ options: [String: OptionValue]) -> VideosDialect.Name? {
        guard let text = options["base_url"]?.text, let host = URL(string: text)?.host?.lowercased() else { return nil }
        if host == "api.openai.com" { return .openai }
        if host.hasSuffix(".openai.azure.com") || host.hasSuffix(".services.ai.azure.com") { return .azure }
        return nil
    }

    /// The project's address with the part of the path that is the same everywhere, when it names none.
    static func withPath(_ spec: GeneratorSpec) -> GeneratorSpec {
        guard let text = spec.options["base_url"]?.text, var parts = URLComponents(string: text) else { return spec }
        var path = parts.path
        while path.hasSuffix("/") { path.removeLast() }
        if path.hasSuffix("/videos") { path.removeLast("/videos".count) }
        if path.isEmpty { path = dialectOfHost(spec.options) == .azure || spec.options["dialect"]?.text == "azure" ? "/openai/v1" : "/v1" }
        parts.path = path
        guard let whole = parts.string else { return spec }
        var spec = spec
        spec.options["base_url"] = .text(whole)
        return spec
    }
}
