public import Editorial

/// The JSON schema of project files, for editors (`# yaml-language-server: $schema=…`). It is made from the same tables as
/// the reader, so an editor offers and refuses what the reader does, as far as a schema can tell.
///
/// Draft 7 is what yaml-language-server supports best (https://json-schema.org/draft-07).
public enum ProjectSchema {
    /// The schema as pretty-printed JSON with a line break at its end; the same text for the same kinds.
    public static func json(kinds: [GeneratorKind], scorerKinds: [ScorerKind] = []) -> String {
        var members: [(String, JSONValue)] = [
            ("$schema", .text("http://json-schema.org/draft-07/schema#")),
            ("title", .text("mv project")),
        ]
        members += object(ProjectKeys.project)
        members.append(("definitions", .object([("generator", generator(kinds)), ("scorer", scorer(scorerKinds))])))
        return JSONValue.object(members).pretty() + "\n"
    }

    private static func object(_ section: Section) -> [(String, JSONValue)] {
        var members: [(String, JSONValue)] = [
            ("description", .text(section.doc)), ("type", .text("object")), ("additionalProperties", .boolean(false)),
        ]
        let required = section.keys.filter(\.required).map { JSONValue.text($0.name) }
        if !required.isEmpty { members.append(("required", .list(required))) }
        members.append(("properties", .object(section.keys.map { ($0.name, property($0)) })))
        return members
    }

    private static func property(_ key: Key) -> JSONValue {
        var members: [(String, JSONValue)] = [("description", .text(key.doc.replacing("`", with: "")))]
        // A shape's own description would come second under the same name.
        members += key.shape.schema(object).filter { $0.0 != "description" }
        if let fallback = key.fallback { members.append(("default", key.shape.literal(fallback))) }
        return .object(members)
    }

    private static func generator(_ kinds: [GeneratorKind]) -> JSONValue {
        let names = kinds.map { JSONValue.text($0.kind) }
        let branches = kinds.map { branch($0.kind, $0.doc, $0.options) }
        return .object([("anyOf", .list([.object([("type", .text("string")), ("enum", .list(names))])] + branches))])
    }

    private static func scorer(_ kinds: [ScorerKind]) -> JSONValue {
        .object([("anyOf", .list(kinds.map { branch($0.kind, $0.doc, $0.options) }))])
    }

    private static func branch(_ kind: String, _ doc: String, _ options: [GeneratorKind.Option]) -> JSONValue {
        let properties = options.map { option -> (String, JSONValue) in
            (option.name, .object([("description", .text(option.doc))] + option.schema))
        }
        let required = ["kind"] + options.filter(\.required).map(\.name)
        return .object([
            ("description", .text(doc)), ("type", .text("object")), ("additionalProperties", .boolean(false)),
            ("required", .list(required.map(JSONValue.text))),
            ("properties", .object([("kind", .object([("const", .text(kind)), ("description", .text(doc))]))] + properties)),
        ])
    }
}

extension Shape {
    private static func type(_ names: String...) -> (String, JSONValue) {
        ("type", names.count == 1 ? .text(names[0]) : .list(names.map(JSONValue.text)))
    }

    /// The members of a schema for the shape; `object` gives those of a section.
    func schema(_ object: (Section) -> [(String, JSONValue)]) -> [(String, JSONValue)] {
        let text = [Shape.type("string"), ("minLength", .number(1))]
        func pattern(_ expression: String) -> [(String, JSONValue)] { [Shape.type("string"), ("pattern", .text(expression))] }
        func either(_ shapes: [(String, JSONValue)]...) -> [(String, JSONValue)] { [("anyOf", .list(shapes.map(JSONValue.object)))] }
        let clock = "([0-9]+:)?([0-9]+:)?[0-9]+(\\.[0-9]+)?"
        switch self {
        case .text: return text
        case .texts: return either(text, [Shape.type("array"), ("items", .object(text)), ("minItems", .number(1))])
        case .name: return either(pattern("^[A-Za-z0-9_][A-Za-z0-9_.-]*$"), [Shape.type("number")])
        case .word(let words): return [Shape.type("string"), ("enum", .list(words.map(JSONValue.text)))]
        case .integer(let range):
            return [
                Shape.type("integer"), ("minimum", .number(Double(range.lowerBound))), ("maximum", .number(Double(range.upperBound))),
            ]
        case .number(let range):
            return [Shape.type("number"), ("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound))]
        case .boolean: return [Shape.type("boolean")]
        case .time: return either([Shape.type("number"), ("minimum", .number(0))], pattern("^\(clock)$"))
        case .span: return either([Shape.type("integer"), ("minimum", .number(1))], pattern("^[0-9]+ *(-|\\.\\.|–|—) *[0-9]+$"))
        case .timeSpan: return pattern("^\(clock) *(-|\\.\\.|–|—) *\(clock)$")
        case .frameRate:
            return either([Shape.type("number"), ("minimum", .number(1)), ("maximum", .number(240))], pattern("^[0-9]+ */ *[0-9]+$"))
        case .size: return pattern("^[0-9]+ *[xX×*] *[0-9]+$")
        case .bitRate(let range):
            return either(
                [
                    Shape.type("integer"), ("minimum", .number(Double(range.lowerBound))), ("maximum", .number(Double(range.upperBound))),
                ], pattern("^[0-9]+[kK]?$"))
        case .fileName(let extensions): return pattern("^[^./\\\\][^/\\\\]*\\.(\(extensions.joined(separator: "|")))$")
        case .file, .folder: return text
        case .either(let one, let other): return either(one.schema(object), other.schema(object))
        case .section(let section): return object(section)
        case .sectionOr(let section, let short): return either(short.schema(object), object(section))
        case .list(let element): return [Shape.type("array"), ("items", .object(element.schema(object))), ("minItems", .number(1))]
        case .named(.list(.text), _):
            // A list of plain numbers is a list of texts to the reader.
            let values: [(String, JSONValue)] = [
                Shape.type("array"), ("items", .object([Shape.type("string", "number", "boolean")])), ("minItems", .number(1)),
            ]
            return [Shape.type("object"), ("additionalProperties", .object(values))]
        case .named(let value, _): return [Shape.type("object"), ("additionalProperties", .object(value.schema(object)))]
        case .generator: return [("$ref", .text("#/definitions/generator"))]
        case .scorer: return [("$ref", .text("#/definitions/scorer"))]
        }
    }

    /// A default as JSON.
    func literal(_ text: String) -> JSONValue {
        switch self {
        case .integer, .number, .frameRate: Double(text).map(JSONValue.number) ?? .text(text)
        case .boolean: .boolean(text == "true")
        default: .text(text)
        }
    }
}

extension GeneratorKind.Option {
    fileprivate var schema: [(String, JSONValue)] {
        switch shape {
        case .text:
            return words.isEmpty
                ? [("type", .list([.text("string"), .text("number")]))]
                : [("type", .text("string")), ("enum", .list(words.map(JSONValue.text)))]
        case .integer: return [("type", .text("integer"))] + limits
        case .number: return [("type", .text("number"))] + limits
        case .boolean: return [("type", .text("boolean"))]
        case .textList: return texts
        case .textOrList: return [("anyOf", .list([.object([("type", .text("string"))]), .object(texts)]))]
        case .map: return [("type", .text("object"))]
        }
    }

    private var limits: [(String, JSONValue)] {
        range.map { [("minimum", .number($0.lowerBound)), ("maximum", .number($0.upperBound))] } ?? []
    }

    private var texts: [(String, JSONValue)] {
        [("type", .text("array")), ("items", .object([("type", .list([.text("string"), .text("number")]))]))]
    }
}
