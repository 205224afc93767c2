/// What a value of the file may look like.
package indirect enum Shape: Sendable {
    case text
    /// One text or a list of them.
    case texts
    /// Letters, digits, `-`, `_` and `.`: safe as part of a file name.
    case name
    case word([String])
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case boolean
    /// `90`, `90.5`, `1:30`, `1:02:03`.
    case time
    /// `9` or `9-16`.
    case span
    /// `0:30-0:45`.
    case timeSpan
    /// `24`, `23.976` or `24000/1001`.
    case frameRate
    /// `1280x720`.
    case size
    /// `192k` or `192000`.
    case bitRate(ClosedRange<Int>)
    case fileName([String])
    /// A file that is there.
    case file
    /// A folder, which need not be there.
    case folder
    case either(Shape, Shape)
    case section(Section)
    /// A map, or the short form that stands for its main key.
    case sectionOr(Section, Shape)
    case list(Shape)
    /// A map whose keys are the user's words.
    case named(Shape, key: String)
    /// Options that depend on the kind of a generator.
    case generator
    /// Options that depend on the kind of a scorer.
    case scorer
}

extension Shape {
    /// For "expected …".
    package var expected: String {
        switch self {
        case .text: "a text"
        case .texts: "a text or a list of texts"
        case .name: "a name of letters, digits, '-', '_' and '.'"
        case .word(let words): "one of \(words.joined(separator: ", "))"
        case .integer(let range) where range.count == 1: "\(range.lowerBound)"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "a number from \(Numerals.text(range.lowerBound)) to \(Numerals.text(range.upperBound))"
        case .boolean: "true or false"
        case .time: "a time such as 1:30 or 90.5"
        case .span: "a number or a range such as 9-16, counted from 1"
        case .timeSpan: "a range of times such as 0:30-0:45"
        case .frameRate: "a frame rate from 1 to 240 such as 24, 23.976 or 24000/1001"
        case .size: "a size such as 1280x720"
        case .bitRate(let range): "bits per second such as 192k, from \(range.lowerBound / 1000)k to \(range.upperBound / 1000)k"
        case .fileName(let extensions): "a file name ending in \(extensions.map { ".\($0)" }.joined(separator: ", "))"
        case .file: "a file, seen from the folder of the project file"
        case .folder: "a folder such as /disk/takes, ~/takes or ../takes"
        case .either(let one, let other): "\(one.expected), or \(other.expected)"
        case .section(let section):
            "a map of keys (\(section.names.prefix(4).joined(separator: ", "))\(section.keys.count > 4 ? ", …" : ""))"
        case .sectionOr(let section, let short): "\(short.expected) or a map of keys (\(section.names.prefix(4).joined(separator: ", ")))"
        case .list(let element): "a list, each element \(element.expected)"
        case .named(let value, let key): "a map from \(key) to \(value.expected)"
        case .generator, .scorer: "a map with 'kind' and its options"
        }
    }

    /// For the tables of docs/project-file.md, where sections have tables of their own.
    var inTable: String {
        switch self {
        case .word(let words): words.map { "`\($0)`" }.joined(separator: ", ")
        case .section(let section): "a map: [\(section.name)](#\(section.name))"
        case .sectionOr(let section, let short): "\(short.expected), or a map: [\(section.name)](#\(section.name))"
        case .list(let element): "a list, each element \(element.inTable)"
        case .either(let one, let other): "\(one.inTable), or \(other.inTable)"
        case .named(.section(let section), let key): "a map from \(key) to a map: [\(section.name)](#\(section.anchor))"
        case .named(.generator, _): "a map: [generators](#generators)"
        case .named(.scorer, _): "a map: [scorers](#scorers)"
        default: expected
        }
    }

    /// The section that a value of this shape may hold.
    var inner: Section? {
        switch self {
        case .section(let section), .sectionOr(let section, _): section
        case .list(let shape), .named(let shape, _), .either(_, let shape): shape.inner
        default: nil
        }
    }
}

/// Numbers as people write them.
enum Numerals {
    static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
