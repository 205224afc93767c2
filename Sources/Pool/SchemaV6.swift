/// The SQL of the sixth migration, frozen.
enum SchemaV6 {
    /// `standing` holds numbers that are others after every change of what they stand for: `takes` for what takes are chosen by (which takes there
    /// are, of which shots, what was measured and said of them and what people decided), `asks` for the shots, what they ask for and the journal of requests. By chance, not by
    /// counting: a pool that was put back from a copy and changed otherwise since has other numbers too.
    static let standing = """
        CREATE TABLE standing (name TEXT NOT NULL PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO standing VALUES ('takes', random()), ('asks', random());
        """ + changes.map(trigger).joined(separator: "\n")

    private static let changes =
        each("shots", "'takes', 'asks'") + each("shot_recipes", "'takes', 'asks'") + each("requests", "'asks'")
        + ["takes", "origins", "scores", "opinions", "verdicts"].flatMap { each($0, "'takes'") }
        + [("listing", "UPDATE", "UPDATE OF current ON listing", "'takes'")]

    private static func each(_ table: String, _ names: String) -> [(table: String, change: String, event: String, names: String)] {
        ["INSERT", "DELETE", "UPDATE"].map { (table, $0, "\($0) ON \(table)", names) }
    }

    private static func trigger(_ table: String, _ change: String, _ event: String, _ names: String) -> String {
        """
        CREATE TRIGGER standing_of_\(table)_\(change.lowercased()) AFTER \(event)
        BEGIN UPDATE standing SET number = random() WHERE name IN (\(names)); END;
        """
    }

    /// Whether a take was measured this way is found without reading what was measured, which is most of the pool.
    static let measured = "CREATE INDEX scores_by_key ON scores (key)"
}
