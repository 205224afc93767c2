import Foundation
import GRDB

/// A pool as the fourth version of the program left it, with what a scorer said and what it cost.
enum PoolV4 {
    static func make(at path: String) throws {
        try PoolV3.make(at: path)
        var migrator = DatabaseMigrator()
        for earlier in ["v1-pool", "v2-services", "v3-settled"] { migrator.registerMigration(earlier) { _ in } }
        migrator.registerMigration("v4-opinions", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: SQL.opinions)
            try db.execute(
                sql: """
                    INSERT INTO opinions VALUES ('\(PoolV1.ids[0])', 'intro', 'eye', 'k1',
                        '{"notes":"dark","parts":{"beauty":{"raw":0.5,"score":0.5}}}', 31);
                    INSERT INTO scorers VALUES ('eye', 'f1', '{}');
                    INSERT INTO calls VALUES (1, 'eye', 'm-2', '\(PoolV1.ids[0])', 'intro', 'k1', 'done', 0, 120, NULL, 31);
                    """)
        }
        try migrator.migrate(DatabaseQueue(path: path))
    }
}

private enum SQL {
    static let opinions = """
        CREATE TABLE opinions (
            take TEXT NOT NULL REFERENCES takes (id) ON DELETE CASCADE,
            shot TEXT NOT NULL,
            scorer TEXT NOT NULL,
            key TEXT NOT NULL,
            opinion TEXT NOT NULL,
            created INTEGER NOT NULL,
            PRIMARY KEY (take, shot, scorer)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE scorers (
            name TEXT NOT NULL PRIMARY KEY,
            fingerprint TEXT NOT NULL,
            facts TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE calls (
            id INTEGER NOT NULL PRIMARY KEY,
            scorer TEXT NOT NULL,
            model TEXT,
            take TEXT NOT NULL,
            shot TEXT NOT NULL,
            key TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('asking', 'done', 'failed', 'lost', 'settled')),
            reserved INTEGER NOT NULL CHECK (reserved >= 0),
            billed INTEGER NOT NULL CHECK (billed >= 0),
            message TEXT,
            created INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX calls_by_scorer ON calls (scorer, state);
        CREATE INDEX calls_money ON calls (reserved, billed);
        """
}
