import Foundation
import GRDB

/// A pool as the second version of the program left it: its SQL word for word over the rows of the first, and a take with tags.
enum PoolV2 {
    static func make(at path: String) throws {
        try PoolV1.make(at: path)
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1-pool") { _ in }
        migrator.registerMigration("v2-services") { db in
            for sql in [SQL.requests, SQL.decisions, SQL.scores, SQL.listing, SQL.words, SQL.digits] { try db.execute(sql: sql) }
            try db.execute(sql: "INSERT INTO tags VALUES ('\(PoolV1.ids[0])', 'night', 30)")
        }
        try migrator.migrate(DatabaseQueue(path: path))
    }
}

private enum SQL {
    static let requests = """
        ALTER TABLE requests ADD COLUMN parent TEXT;
        ALTER TABLE requests ADD COLUMN why TEXT;
        ALTER TABLE requests ADD COLUMN sent TEXT;
        ALTER TABLE requests ADD COLUMN warnings TEXT;
        ALTER TABLE requests ADD COLUMN status TEXT;
        ALTER TABLE requests ADD COLUMN asked INTEGER;
        CREATE INDEX requests_by_parent ON requests (parent) WHERE parent IS NOT NULL;
        CREATE INDEX requests_money ON requests (state, estimated, reserved, billed);
        CREATE INDEX origins_paid_elsewhere ON origins (cost) WHERE request IS NULL;
        """

    static let decisions = """
        ALTER TABLE decisions ADD COLUMN category TEXT;
        ALTER TABLE verdicts ADD COLUMN category TEXT;
        DROP TRIGGER decisions_stay_as_they_are;
        UPDATE decisions SET category = \(category(of: "text")) WHERE kind = 'reject' AND text IS NOT NULL;
        UPDATE verdicts SET category = \(category(of: "reason")) WHERE state = 'reject' AND reason IS NOT NULL;
        CREATE TRIGGER decisions_stay_as_they_are BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'the history of decisions is only appended to'); END;

        CREATE TABLE tags (
            take TEXT NOT NULL,
            tag TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 40),
            time INTEGER NOT NULL,
            PRIMARY KEY (take, tag)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX tags_by_tag ON tags (tag);

        CREATE TABLE keepsakes (
            take TEXT NOT NULL PRIMARY KEY REFERENCES takes (id) ON DELETE CASCADE,
            picture BLOB NOT NULL CHECK (length(picture) BETWEEN 1 AND 20480),
            extension TEXT NOT NULL,
            created INTEGER NOT NULL
        ) STRICT;
        """

    private static func category(of column: String) -> String {
        """
        (SELECT w.column2 FROM (VALUES ('face', 'face'), ('faces', 'face'), ('hand', 'hands'), ('hands', 'hands'), ('text', 'text'),
            ('drift', 'drift'), ('camera', 'camera'), ('style', 'style'), ('artefact', 'artefact'), ('artefacts', 'artefact'),
            ('artifact', 'artefact'), ('artifacts', 'artefact'), ('boring', 'boring'), ('duplicate', 'duplicate'), ('other', 'other')) w
        WHERE lower(trim(\(column))) = w.column1 OR lower(trim(\(column))) GLOB w.column1 || '[^a-z]*')
        """
    }

    static let scores = """
        ALTER TABLE scores RENAME TO scores_v1;
        CREATE TABLE scores (
            number INTEGER NOT NULL PRIMARY KEY,
            take TEXT NOT NULL UNIQUE REFERENCES takes (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            scores TEXT NOT NULL,
            created INTEGER NOT NULL
        ) STRICT;
        INSERT INTO scores (take, key, scores, created) SELECT take, key, scores, created FROM scores_v1 ORDER BY rowid;

        CREATE TABLE score_names (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
        INSERT INTO score_names (name) SELECT DISTINCT name FROM score_parts ORDER BY name;
        ALTER TABLE score_parts RENAME TO score_parts_v1;
        CREATE TABLE score_parts (
            name INTEGER NOT NULL,
            scores INTEGER NOT NULL,
            score REAL NOT NULL,
            PRIMARY KEY (name, scores)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO score_parts (name, scores, score)
            SELECT n.number, sc.number, p.score FROM score_parts_v1 p JOIN score_names n ON n.name = p.name
                JOIN scores sc ON sc.take = p.take ORDER BY 1, 2;
        DROP TABLE score_parts_v1;
        DROP TABLE scores_v1;
        CREATE TRIGGER scores_take_their_parts AFTER DELETE ON scores
        BEGIN DELETE FROM score_parts WHERE name IN (SELECT number FROM score_names) AND scores = OLD.number; END;
        """

    static let listing = """
        CREATE TABLE listing (
            shot TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            origin INTEGER NOT NULL UNIQUE REFERENCES origins (id) ON DELETE CASCADE,
            generator TEXT NOT NULL,
            created INTEGER NOT NULL,
            current INTEGER NOT NULL,
            state TEXT NOT NULL,
            verdict TEXT NOT NULL,
            category TEXT,
            stars INTEGER NOT NULL,
            kept INTEGER NOT NULL,
            quality REAL,
            scored INTEGER,
            PRIMARY KEY (shot, ordinal, origin)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE listing_tags (
            tag TEXT NOT NULL,
            origin INTEGER NOT NULL REFERENCES origins (id) ON DELETE CASCADE,
            PRIMARY KEY (tag, origin)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX listing_tags_by_origin ON listing_tags (origin);
        CREATE INDEX listing_by_scored ON listing (scored) WHERE scored IS NOT NULL;
        CREATE UNIQUE INDEX shots_by_place ON shots (active DESC, position, id);
        CREATE UNIQUE INDEX shots_by_place_backward ON shots (active DESC, position DESC, id DESC);
        DROP INDEX origins_by_generator;
        DROP INDEX takes_by_time;

        CREATE VIEW listing_rows AS
            SELECT o.shot, o.ordinal, o.id AS origin, o.generator, o.created, \(current) AS current,
                CASE WHEN t.archived IS NOT NULL THEN 'archived' WHEN t.broken IS NOT NULL THEN 'broken'
                    WHEN sc.take IS NULL THEN 'unscored' ELSE 'scored' END AS state,
                coalesce(v.state, 'unset') AS verdict, v.category, coalesce(v.stars, 0) AS stars, coalesce(st.kept, 0) AS kept,
                st.quality, sc.number AS scored
            FROM origins o JOIN takes t ON t.id = o.take LEFT JOIN verdicts v ON v.take = o.take LEFT JOIN scores sc ON sc.take = o.take
                LEFT JOIN selection_takes st
                    ON st.selection = (SELECT max(id) FROM selections) AND st.take = o.take AND st.shot = o.shot;
        INSERT INTO listing SELECT * FROM listing_rows ORDER BY shot, ordinal, origin;

        CREATE TRIGGER listing_of_origin AFTER INSERT ON origins
        BEGIN
            INSERT INTO listing SELECT * FROM listing_rows WHERE origin = NEW.id;
            INSERT INTO listing_tags SELECT tag, NEW.id FROM tags WHERE take = NEW.take;
        END;
        CREATE TRIGGER listing_of_tag AFTER INSERT ON tags
        BEGIN INSERT INTO listing_tags SELECT NEW.tag, id FROM origins WHERE take = NEW.take; END;
        CREATE TRIGGER listing_without_tag AFTER DELETE ON tags
        BEGIN DELETE FROM listing_tags WHERE tag = OLD.tag AND origin IN (SELECT id FROM origins WHERE take = OLD.take); END;
        CREATE TRIGGER listing_of_take AFTER UPDATE OF broken, archived ON takes
        BEGIN
            UPDATE listing SET state = (SELECT r.state FROM listing_rows r WHERE r.origin = listing.origin)
            WHERE origin IN (SELECT id FROM origins WHERE take = NEW.id);
        END;
        CREATE TRIGGER listing_of_scores AFTER INSERT ON scores
        BEGIN
            UPDATE listing SET scored = NEW.number, state = CASE state WHEN 'unscored' THEN 'scored' ELSE state END
            WHERE origin IN (SELECT id FROM origins WHERE take = NEW.take);
        END;
        CREATE TRIGGER listing_without_scores AFTER DELETE ON scores
        BEGIN
            UPDATE listing SET scored = NULL, state = CASE state WHEN 'scored' THEN 'unscored' ELSE state END
            WHERE origin IN (SELECT id FROM origins WHERE take = OLD.take);
        END;
        CREATE TRIGGER listing_of_verdict AFTER INSERT ON verdicts
        BEGIN
            UPDATE listing SET verdict = NEW.state, category = NEW.category, stars = NEW.stars
            WHERE origin IN (SELECT id FROM origins WHERE take = NEW.take);
        END;
        CREATE TRIGGER listing_of_new_verdict AFTER UPDATE OF state, category, stars ON verdicts
        BEGIN
            UPDATE listing SET verdict = NEW.state, category = NEW.category, stars = NEW.stars
            WHERE origin IN (SELECT id FROM origins WHERE take = NEW.take);
        END;
        CREATE TRIGGER listing_of_selection AFTER INSERT ON selections
        BEGIN UPDATE listing SET kept = 0, quality = NULL WHERE kept <> 0 OR quality IS NOT NULL; END;
        CREATE TRIGGER listing_of_selected AFTER INSERT ON selection_takes WHEN NEW.selection = (SELECT max(id) FROM selections)
        BEGIN
            UPDATE listing SET kept = NEW.kept, quality = NEW.quality
            WHERE origin = (SELECT id FROM origins WHERE take = NEW.take AND shot = NEW.shot);
        END;
        CREATE TRIGGER listing_of_request AFTER UPDATE OF take ON requests WHEN NEW.take IS NOT NULL AND OLD.take IS NOT NEW.take
        BEGIN
            UPDATE listing SET current = 1
            WHERE origin = (SELECT id FROM origins WHERE take = NEW.take AND shot = NEW.shot) AND current = 0
                AND EXISTS (SELECT 1 FROM shot_recipes WHERE shot = NEW.shot AND recipe_key = NEW.recipe_key);
        END;
        """

    private static let current = """
        (o.recipe_key IS NULL OR NOT EXISTS (SELECT 1 FROM shot_recipes k WHERE k.shot = o.shot)
            OR EXISTS (SELECT 1 FROM shot_recipes k WHERE k.shot = o.shot AND k.recipe_key = o.recipe_key)
            OR EXISTS (SELECT 1 FROM requests r JOIN shot_recipes k ON k.shot = r.shot AND k.recipe_key = r.recipe_key
                WHERE r.take = o.take AND r.shot = o.shot))
        """

    static let words = """
        CREATE VIEW take_words AS
            SELECT o.id AS origin, o.prompt, o.negative, (SELECT v.note FROM verdicts v WHERE v.take = o.take) AS note,
                (SELECT group_concat(g.tag, ' ') FROM (SELECT tag FROM tags WHERE take = o.take ORDER BY tag) g) AS tags,
                o.model, o.imported_from, o.shot
            FROM origins o;
        CREATE VIRTUAL TABLE take_text USING fts5(
            prompt, negative, note, tags, model, imported_from, shot, content = 'take_words', content_rowid = 'origin',
            tokenize = 'trigram');
        INSERT INTO take_text (take_text) VALUES ('rebuild');

        CREATE TRIGGER words_of_origin AFTER INSERT ON origins BEGIN \(insert("= NEW.id")) END;
        CREATE TRIGGER words_without_origin BEFORE DELETE ON origins BEGIN \(delete("= OLD.id")) END;
        CREATE TRIGGER words_before_verdict BEFORE INSERT ON verdicts
        WHEN NEW.note IS NOT NULL AND NOT EXISTS (SELECT 1 FROM verdicts WHERE take = NEW.take)
        BEGIN \(delete(of("NEW"))) END;
        CREATE TRIGGER words_of_verdict AFTER INSERT ON verdicts WHEN NEW.note IS NOT NULL BEGIN \(insert(of("NEW"))) END;
        CREATE TRIGGER words_before_note BEFORE UPDATE OF note ON verdicts WHEN OLD.note IS NOT NEW.note
        BEGIN \(delete(of("NEW"))) END;
        CREATE TRIGGER words_of_note AFTER UPDATE OF note ON verdicts WHEN OLD.note IS NOT NEW.note BEGIN \(insert(of("NEW"))) END;
        CREATE TRIGGER words_before_tag BEFORE INSERT ON tags
        WHEN NOT EXISTS (SELECT 1 FROM tags WHERE take = NEW.take AND tag = NEW.tag) BEGIN \(delete(of("NEW"))) END;
        CREATE TRIGGER words_of_tag AFTER INSERT ON tags BEGIN \(insert(of("NEW"))) END;
        CREATE TRIGGER words_before_untag BEFORE DELETE ON tags BEGIN \(delete(of("OLD"))) END;
        CREATE TRIGGER words_without_tag AFTER DELETE ON tags BEGIN \(insert(of("OLD"))) END;
        """

    private static func of(_ row: String) -> String { "IN (SELECT id FROM origins WHERE take = \(row).take)" }

    private static let columns = "prompt, negative, note, tags, model, imported_from, shot"

    private static func insert(_ condition: String) -> String {
        "INSERT INTO take_text (rowid, \(columns)) SELECT origin, \(columns) FROM take_words WHERE origin \(condition);"
    }

    private static func delete(_ condition: String) -> String {
        """
        INSERT INTO take_text (take_text, rowid, \(columns))
            SELECT 'delete', origin, \(columns) FROM take_words WHERE origin \(condition);
        """
    }

    static let digits = """
        CREATE TABLE counters (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO counters
            WITH pairs (id, next) AS (SELECT id, lead(id) OVER (ORDER BY id) FROM takes),
                close AS (SELECT id, next FROM pairs WHERE substr(id, 1, 8) = substr(next, 1, 8))
            SELECT 'digits', min(column1) FROM (VALUES (8), (10), (12), (14), (16), (20), (24), (32), (48), (64))
            WHERE NOT EXISTS (SELECT 1 FROM close WHERE substr(id, 1, column1) = substr(next, 1, column1));
        CREATE TRIGGER takes_are_told_apart AFTER INSERT ON takes
        WHEN EXISTS (SELECT 1 FROM takes
            WHERE id >= substr(NEW.id, 1, 8) AND id < substr(NEW.id, 1, 8) || 'g' AND id <> NEW.id)
        BEGIN
            UPDATE counters SET value = max(value, (
                SELECT min(column1) FROM (VALUES (8), (10), (12), (14), (16), (20), (24), (32), (48), (64))
                WHERE NOT EXISTS (SELECT 1 FROM takes
                    WHERE id >= substr(NEW.id, 1, column1) AND id < substr(NEW.id, 1, column1) || 'g' AND id <> NEW.id)))
            WHERE name = 'digits';
        END;
        """
}
