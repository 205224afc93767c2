import Foundation
import GRDB

/// A pool as the fifth version of the program left it, with two versions of the cut, one of which has a name.
enum PoolV5 {
    static func make(at path: String) throws {
        try PoolV4.make(at: path)
        var migrator = DatabaseMigrator()
        for earlier in ["v1-pool", "v2-services", "v3-settled", "v4-opinions"] { migrator.registerMigration(earlier) { _ in } }
        migrator.registerMigration("v5-cuts", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: SQL.cuts)
            try db.execute(
                sql: """
                    INSERT INTO cuts VALUES (1, NULL, 40, 'build', 'the first cut', '{}', '[]', '{}', 3),
                        (2, 1, 41, 'edit', 'lock slot 2', '{}', '[]', '{}', 3);
                    INSERT INTO cut_names VALUES ('for the label', 1);
                    """)
        }
        try migrator.migrate(DatabaseQueue(path: path))
    }
}

private enum SQL {
    static let cuts = """
        CREATE TABLE cuts (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            parent INTEGER REFERENCES cuts (id),
            time INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('build', 'edit', 'use')),
            what TEXT NOT NULL,
            edits TEXT NOT NULL,
            slots TEXT NOT NULL,
            timeline TEXT NOT NULL,
            clips INTEGER NOT NULL CHECK (clips >= 0)
        ) STRICT;
        CREATE TRIGGER cuts_stay_as_they_are BEFORE UPDATE ON cuts
        BEGIN SELECT RAISE(ABORT, 'a version of the cut never changes'); END;
        CREATE TRIGGER cuts_are_kept BEFORE DELETE ON cuts
        BEGIN SELECT RAISE(ABORT, 'versions of the cut are kept'); END;

        CREATE TABLE cut_names (
            name TEXT NOT NULL PRIMARY KEY,
            cut INTEGER NOT NULL REFERENCES cuts (id)
        ) STRICT, WITHOUT ROWID;
        """
}
