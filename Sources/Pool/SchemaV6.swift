/// The SQL of the sixth migration, frozen.
enum SchemaV6 {
    /// `standing` holds a number that is another one after every change of what takes are chosen by: which takes there are, of which shots, what was
    /// measured and said of them and what people decided. By chance, not by counting: a pool that was put back from a copy and changed
    /// otherwise since has another number too.
    static let standing = """
        CREATE TABLE standing (number INTEGER NOT NULL) STRICT;
        INSERT INTO standing VALUES (random());
        """ + changes.map(trigger).joined(separator: "\n")

    private static let changes =
        ["shots", "takes", "origins", "scores", "opinions", "verdicts"].flatMap { table in
            ["INSERT", "DELETE", "UPDATE"].map { (table, $0, "\($0) ON \(table)") }
        } + [("listing", "UPDATE", "UPDATE OF current ON listing")]

    private static func trigger(_ table: String, _ change: String, _ event: String) -> String {
        "CREATE TRIGGER standing_of_\(table)_\(change.lowercased()) AFTER \(event) BEGIN UPDATE standing SET number = random(); END;"
    }

    /// Whether a take was measured this way is found without reading what was measured, which is most of the pool.
    static let measured = "CREATE INDEX scores_by_key ON scores (key)"
}
