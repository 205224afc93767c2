import Foundation
import GRDB

/// A pool as the third version of the program left it: its SQL word for word over the rows of the second.
enum PoolV3 {
    static func make(at path: String) throws {
        try PoolV2.make(at: path)
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1-pool") { _ in }
        migrator.registerMigration("v2-services") { _ in }
        migrator.registerMigration("v3-settled", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: SQL.waiting)
            try db.execute(sql: SQL.orders)
        }
        try migrator.migrate(DatabaseQueue(path: path))
    }
}

private enum SQL {
    /// The listing and the index of words are written once at the end of a transaction, for all origins that wait here, not with every
    /// row that changes: FTS5 empties its memory into the file before each statement with triggers, so that a transaction of many
    /// takes merged the index over and over (https://www.sqlite.org/fts5.html#the_automerge_configuration_option).
    ///
    /// With 16 MB of memory for new words instead of 1 MB, writing 100,000 takes merges less and takes a third less time.
    ///
    /// The words that an origin has in the index are taken out of it when it begins to wait, which is while they can still be told.
    static let waiting = """
        CREATE TABLE waiting (
            origin INTEGER NOT NULL PRIMARY KEY REFERENCES origins (id) ON DELETE CASCADE,
            is_new INTEGER NOT NULL CHECK (is_new IN (0, 1))
        ) STRICT;

        DROP TRIGGER listing_of_origin;
        DROP TRIGGER words_of_origin;
        DROP TRIGGER words_without_origin;
        DROP TRIGGER words_before_verdict;
        DROP TRIGGER words_of_verdict;
        DROP TRIGGER words_before_note;
        DROP TRIGGER words_of_note;
        DROP TRIGGER words_before_tag;
        DROP TRIGGER words_of_tag;
        DROP TRIGGER words_before_untag;
        DROP TRIGGER words_without_tag;

        \(wordsOfReasons)

        CREATE TRIGGER origins_wait AFTER INSERT ON origins BEGIN INSERT INTO waiting VALUES (NEW.id, 1); END;
        CREATE TRIGGER words_without_origin BEFORE DELETE ON origins
        WHEN NOT EXISTS (SELECT 1 FROM waiting WHERE origin = OLD.id) BEGIN \(unindex("= OLD.id")) END;
        CREATE TRIGGER words_before_verdict BEFORE INSERT ON verdicts
        WHEN (NEW.note IS NOT NULL OR NEW.reason IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM verdicts WHERE take = NEW.take)
        BEGIN \(wait("NEW")) END;
        CREATE TRIGGER words_before_note BEFORE UPDATE OF note, reason ON verdicts
        WHEN OLD.note IS NOT NEW.note OR OLD.reason IS NOT NEW.reason BEGIN \(wait("NEW")) END;
        CREATE TRIGGER words_before_tag BEFORE INSERT ON tags
        WHEN NOT EXISTS (SELECT 1 FROM tags WHERE take = NEW.take AND tag = NEW.tag) BEGIN \(wait("NEW")) END;
        CREATE TRIGGER words_before_untag BEFORE DELETE ON tags BEGIN \(wait("OLD")) END;

        INSERT INTO take_text (take_text, rank) VALUES ('hashsize', 16777216);
        """

    /// What a take was rejected for is found as its note is.
    private static let wordsOfReasons = """
        \(unindex("IN (\(rejected))"))
        DROP VIEW take_words;
        CREATE VIEW take_words AS
            SELECT o.id AS origin, o.prompt, o.negative,
                (SELECT nullif(trim(coalesce(v.note, '') || ' ' || coalesce(v.reason, '')), '') FROM verdicts v WHERE v.take = o.take) AS note,
                (SELECT group_concat(g.tag, ' ') FROM (SELECT tag FROM tags WHERE take = o.take ORDER BY tag) g) AS tags,
                o.model, o.imported_from, o.shot
            FROM origins o;
        INSERT INTO take_text (rowid, \(columns)) SELECT origin, \(columns) FROM take_words WHERE origin IN (\(rejected));
        """

    private static let rejected = "SELECT o.id FROM origins o JOIN verdicts v ON v.take = o.take WHERE v.reason IS NOT NULL"

    /// For pages sorted by these, which need only the first of each, and for counting by shots without reading the rows.
    static let orders = """
        CREATE INDEX listing_by_quality ON listing (quality);
        CREATE INDEX listing_by_stars ON listing (stars);
        CREATE INDEX listing_by_created ON listing (created);
        CREATE INDEX listing_by_activity ON listing (shot, current);
        """

    private static func wait(_ row: String) -> String {
        let origins = "SELECT id FROM origins o WHERE take = \(row).take AND NOT EXISTS (SELECT 1 FROM waiting WHERE origin = o.id)"
        return unindex("IN (\(origins))") + " INSERT INTO waiting SELECT id, 0 FROM (\(origins));"
    }

    private static let columns = "prompt, negative, note, tags, model, imported_from, shot"

    private static func unindex(_ condition: String) -> String {
        """
        INSERT INTO take_text (take_text, rowid, \(columns))
            SELECT 'delete', origin, \(columns) FROM take_words WHERE origin \(condition);
        """
    }
}
