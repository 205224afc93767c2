public import Editorial
public import Web

extension JSONValue {
    /// An option as it goes out.
    public init(_ option: OptionValue) {
        self =
            switch option {
            case .text(let text): .string(text)
            case .integer(let integer): .integer(integer)
            case .number(let number): .number(number)
            case .boolean(let boolean): .bool(boolean)
            case .list(let list): .array(list.map { JSONValue($0) })
            case .map(let map): .object(map.mapValues { JSONValue($0) })
            }
    }

    /// The object with the fields of another over its own; objects inside are merged too.
    public func merging(_ other: JSONValue) -> JSONValue {
        guard case .object(let mine) = self, case .object(let theirs) = other else { return other }
        return .object(mine.merging(theirs) { $0.merging($1) })
    }
}
