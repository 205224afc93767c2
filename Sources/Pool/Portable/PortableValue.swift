import GRDB

/// One column of a row on its way between pools.
enum PortableValue: Hashable, DatabaseValueConvertible {
    case null
    case integer(Int64)
    case number(Double)
    case text(String)

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

    /// As a column of text keeps it.
    var asText: String? {
        switch self {
        case .null: nil
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .text(let value): value
        }
    }

    /// As a column of integers keeps it.
    var asInteger: Int64? {
        switch self {
        case .null: nil
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        case .text(let value): Int64(value)
        }
    }
}

typealias PortableRow = [String: PortableValue]

extension PortableRow {
    init(_ row: Row, _ columns: [String]) throws {
        self.init(minimumCapacity: columns.count)
        for column in columns { self[column] = try row.decode(PortableValue.self, forColumn: column) }
    }

    /// The named columns in order, null where there are none.
    func values(_ columns: [String]) -> [DatabaseValue] { columns.map { self[$0]?.databaseValue ?? .null } }
    func arguments(_ columns: [String]) -> StatementArguments { StatementArguments(values(columns)) }
}
