import Events
import Yams

/// Turns what Yams composed into nodes with places and paths, within the limits, and reports what no project file may hold:
/// repeated keys, keys that are no text, merge keys, tags.
struct TreeBuilder {
    /// The file goes past a limit: nothing else is looked at.
    struct Stop: Error {}

    let report: Report
    let duplicates: DuplicateKeys
    private var values = 0

    init(report: Report, duplicates: DuplicateKeys) {
        self.report = report
        self.duplicates = duplicates
    }

    mutating func build(_ node: Node, path: String = "", depth: Int = 0) throws -> YAMLNode {
        let mark = node.textMark
        values += 1
        if values > Limits.values {
            report.error(mark, path, "more than \(Limits.values) values, those that aliases repeat included", "use fewer aliases")
            throw Stop()
        }
        if depth > Limits.nesting {
            report.error(
                mark, path, "nested more than \(Limits.nesting) levels deep", "a project file needs 5; close the brackets that are open")
            throw Stop()
        }
        switch node {
        case .scalar(let scalar):
            checkTag(scalar.tag, mark, path)
            let plain = scalar.style == .plain
            return YAMLNode(content: .scalar(scalar.string, plain: plain), mark: mark, path: path)
        case .sequence(let sequence):
            checkTag(sequence.tag, mark, path)
            var elements: [YAMLNode] = []
            for (index, element) in sequence.enumerated() {
                elements.append(try build(element, path: "\(path)[\(index)]", depth: depth + 1))
            }
            return YAMLNode(content: .list(elements), mark: mark, path: path)
        case .mapping(let mapping):
            checkTag(mapping.tag, mark, path)
            return try build(mapping, mark, path, depth)
        case .alias:
            preconditionFailure("Yams.compose follows aliases")
        }
    }

    private mutating func build(_ mapping: Node.Mapping, _ mark: TextMark, _ path: String, _ depth: Int) throws -> YAMLNode {
        var map = YAMLNode(content: .map([]), mark: mark, path: path)
        var entries: [YAMLNode.Entry] = []
        var firsts: [String: TextMark] = [:]
        for (keyNode, value) in mapping {
            let keyMark = keyNode.textMark
            guard case .scalar(let scalar) = keyNode else {
                report.error(keyMark, path, "a key must be a text, found \(keyNode.mapping == nil ? "a list" : "a map")")
                continue
            }
            let original = duplicates.original(of: scalar.string)
            let key = original ?? scalar.string
            if key.utf8.count > Limits.keyLength {
                report.error(keyMark, path, "a key of more than \(Limits.keyLength) characters", "is a ':' where it should not be?")
                continue
            }
            if let first = firsts[key] {
                report.error(
                    keyMark, map.path(of: key), "the key '\(key)' is given twice; it first stands in line \(first.line)", "keep one of them"
                )
            }
            firsts[key] = firsts[key] ?? keyMark
            if original != nil { continue }
            if key == "<<", scalar.style == .plain {
                report.error(
                    keyMark, map.path(of: key), "merge keys ('<<') are not supported",
                    "put what all shots share into 'defaults', or repeat a value with an alias")
                continue
            }
            let child = try build(value, path: map.path(of: key), depth: depth + 1)
            entries.append(.init(key: key, mark: keyMark, value: child))
        }
        map.content = .map(entries)
        return map
    }

    private func checkTag(_ tag: Tag, _ mark: TextMark, _ path: String) {
        let name = tag.description
        if name.isEmpty || name == "!" || ["str", "map", "seq"].contains(where: { name == "tag:yaml.org,2002:\($0)" }) { return }
        report.error(mark, path, "tags such as '\(name.replacing("tag:yaml.org,2002:", with: "!!"))' are not supported", "remove the tag")
    }
}

extension Node {
    fileprivate var textMark: TextMark { mark.map { TextMark(line: $0.line, column: $0.column) } ?? TextMark(line: 1, column: 1) }
}
