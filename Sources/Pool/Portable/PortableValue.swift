import GRDB

/// One column of a row on its way between pools.
enum PortableValue: Hashable, DatabaseValueConvertible {
    case null, integer(Int64), number(Double), text(String)

    var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let value): value.databaseValue
        case .number(let value): value.databaseValue
        case .text(let value): value.databaseValue
        }
    }

    static func fromDatabaseValue(_ value: DatabaseValue) -> PortableValue? {
        switch value.storage {
        case .null: .null
        case .int64(let value): .integer(value)
        case .double(let value): .number(value)
        case .string(let value): .text(value)
        case .blob: nil
        }
    }

    var text: String? { if case .text(let value) = self { value } else { nil } }
    var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
}

typealias PortableRow = [String: PortableValue]

extension PortableRow {
    init(_ row: Row, _ columns: [String]) throws {
        self.init(minimumCapacity: columns.count)
        for column in columns { self[column] = try row.decode(PortableValue.self, forColumn: column) }
    }

    /// The named columns in order, null where there are none.
    func arguments(_ columns: [String]) -> StatementArguments { StatementArguments(columns.map { self[$0] ?? .null }) }
}
