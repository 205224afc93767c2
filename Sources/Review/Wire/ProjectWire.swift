import Editorial
import Pool

/// What the page is about.
struct ProjectWire: Encodable {
    struct ShotWire: Encodable {
        var id: String
        var prompt: String
        var active = true
        var wanted: Int?
    }

    struct Word: Encodable {
        var word: String
        var meaning: String
    }

    struct Named: Encodable {
        var name: String
        var meaning: String
    }

    var title: String
    var file: String
    var program: String
    var readOnly: Bool
    /// Takes to be kept, where the project says.
    var keep: Int?
    var shots: [ShotWire]
    var reasons: [Word]
    var scores: [Named]
    var generators: [String]
    var money: MoneyWire
}

/// Millionths of a dollar.
struct MoneyWire: Encodable {
    var spent: Int
    var reserved: Int
    var limit: Int?

    init(_ spending: Spending, limit: Int?) { (spent, reserved, self.limit) = (spending.billed, spending.reserved, limit) }
}
