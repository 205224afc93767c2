import Foundation
import GRDB

/// A pool as the first version of the program left it: its SQL word for word, and rows in every table that a later one changes.
enum PoolV1 {
    static func make(at path: String) throws {
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1-pool") { db in
            try db.execute(sql: "PRAGMA application_id = \(0x6d76_706c)")
            try db.execute(sql: schema)
            try db.execute(sql: rows)
        }
        try migrator.migrate(DatabaseQueue(path: path))
    }

    static let ids = ["aa11", "aa12", "bb00"].map { $0 + String(repeating: "0", count: 60) }

    private static let rows = """
        INSERT INTO shots VALUES ('intro', 0, 1, 'a door', '{"id":"intro","prompt":"a door"}', NULL),
            ('outro', 1, 1, 'a road', '{"id":"outro","prompt":"a road"}', NULL);
        INSERT INTO shot_recipes VALUES ('intro', 'new');
        INSERT INTO takes VALUES
            ('\(ids[0])', 5, 'mp4', 'mov', 'h264', 64, 36, 'yuv420p', '24', 96, 4.0, 0, 1, 0, 0, '{}', NULL, NULL, 10),
            ('\(ids[1])', 6, 'mp4', 'mov', 'h264', 64, 36, 'yuv420p', '24', 96, 4.0, 0, 1, 0, 0, '{}', NULL, 30, 10),
            ('\(ids[2])', 7, 'mp4', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'no moov', NULL, 10);
        INSERT INTO requests VALUES ('\(String(repeating: "9", count: 64))', 'intro', '{}', 0, '7', 'studio', 'command', 'm-1',
            'A Door at dusk', 'text', 'old', '{}', 'done', 1, 'job-1', 500, 0, 450, NULL, '\(ids[0])', 5, 10);
        INSERT INTO request_events VALUES (1, '\(String(repeating: "9", count: 64))', 1, 'done', 10, 'job-1', 450, NULL);
        INSERT INTO origins VALUES
            (1, '\(ids[0])', 'intro', 0, '\(String(repeating: "9", count: 64))', '{}', 'studio', 'command', 'm-1', 'A Door at dusk', 'text',
                '7', 'old', '{}', 450, NULL, 10),
            (2, '\(ids[1])', 'outro', 0, NULL, '{}', 'clips', 'import', NULL, '', NULL, NULL, NULL, NULL, 0, '/films/road.mp4', 11),
            (3, '\(ids[2])', 'outro', 1, NULL, '{}', 'clips', 'import', NULL, '', NULL, NULL, NULL, NULL, 0, '/films/bad.mp4', 12);
        INSERT INTO scores VALUES ('\(ids[0])', 'k',
            '{"closingLuma":1,"defects":[],"fingerprint":[],"motionPeak":0,"openingLuma":1,' ||
                '"parts":{"motion":{"raw":3,"score":0.25},"sharpness":{"raw":9,"score":0.75}},"usable":{"count":90,"start":2}}',
            20);
        INSERT INTO score_parts VALUES ('\(ids[0])', 'sharpness', 0.75, 9), ('\(ids[0])', 'motion', 0.25, 3);
        INSERT INTO decisions VALUES (1, '\(ids[0])', 21, 'reject', 'Hands: six fingers', NULL, NULL, NULL),
            (2, '\(ids[0])', 22, 'note', 'the WINDOW glows', NULL, NULL, NULL),
            (3, '\(ids[1])', 23, 'reject', 'handsome but dull', NULL, NULL, NULL),
            (4, '\(ids[2])', 24, 'stars', NULL, 3, NULL, NULL);
        INSERT INTO verdicts VALUES ('\(ids[0])', 'reject', 'Hands: six fingers', 0, 'the WINDOW glows', NULL, NULL, 2),
            ('\(ids[1])', 'reject', 'handsome but dull', 0, NULL, NULL, NULL, 3), ('\(ids[2])', 'unset', NULL, 3, NULL, NULL, NULL, 4);
        INSERT INTO selections VALUES (1, 25, 'p', 1, '[]');
        INSERT INTO selection_takes VALUES (1, '\(ids[0])', 'intro', 0, 1, 1, 0.5, '["sharp"]');
        """

    private static let schema = """
        CREATE TABLE shots (
            id TEXT NOT NULL PRIMARY KEY,
            position INTEGER NOT NULL,
            active INTEGER NOT NULL CHECK (active IN (0, 1)),
            prompt TEXT NOT NULL,
            definition TEXT NOT NULL,
            removed INTEGER
        ) STRICT;

        CREATE TABLE shot_recipes (
            shot TEXT NOT NULL REFERENCES shots (id),
            recipe_key TEXT NOT NULL,
            PRIMARY KEY (shot, recipe_key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE request_states (state TEXT NOT NULL PRIMARY KEY, rank INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO request_states VALUES
            ('planned', 0), ('submitting', 1), ('ambiguous', 2), ('submitted', 3), ('running', 4), ('collecting', 5),
            ('failed', 6), ('refused', 6), ('cancelled', 6), ('done', 7);

        CREATE TABLE takes (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 64),
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            extension TEXT NOT NULL,
            container TEXT,
            codec TEXT,
            width INTEGER,
            height INTEGER,
            pixel_format TEXT,
            rate TEXT,
            frames INTEGER,
            seconds REAL,
            has_audio INTEGER CHECK (has_audio IN (0, 1)),
            bit_rate INTEGER,
            rotation INTEGER,
            has_c2pa INTEGER CHECK (has_c2pa IN (0, 1)),
            metadata TEXT,
            broken TEXT,
            archived INTEGER,
            created INTEGER NOT NULL,
            CHECK (frames IS NOT NULL OR broken IS NOT NULL)
        ) STRICT;
        CREATE INDEX takes_by_time ON takes (created);
        CREATE TRIGGER takes_are_kept BEFORE DELETE ON takes WHEN OLD.archived IS NULL
        BEGIN SELECT RAISE(ABORT, 'a take is archived before it is deleted'); END;

        CREATE TABLE requests (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 64),
            shot TEXT NOT NULL REFERENCES shots (id),
            variant TEXT NOT NULL,
            ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
            seed TEXT NOT NULL,
            generator TEXT NOT NULL,
            kind TEXT NOT NULL,
            model TEXT,
            prompt TEXT NOT NULL,
            negative TEXT,
            recipe_key TEXT NOT NULL,
            recipe TEXT NOT NULL,
            state TEXT NOT NULL REFERENCES request_states (state),
            attempt INTEGER NOT NULL CHECK (attempt >= 1),
            provider_id TEXT,
            estimated INTEGER NOT NULL CHECK (estimated >= 0),
            reserved INTEGER NOT NULL CHECK (reserved >= 0),
            billed INTEGER NOT NULL CHECK (billed >= 0),
            error TEXT,
            take TEXT REFERENCES takes (id) ON DELETE SET NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX requests_by_shot ON requests (shot, ordinal);
        CREATE INDEX requests_by_state ON requests (state, shot);
        CREATE INDEX requests_by_take ON requests (take, shot) WHERE take IS NOT NULL;

        CREATE TRIGGER requests_move_forward BEFORE UPDATE OF state, attempt ON requests
        WHEN NOT (
            (NEW.attempt = OLD.attempt AND (SELECT rank FROM request_states WHERE state = NEW.state)
                > (SELECT rank FROM request_states WHERE state = OLD.state))
            OR (NEW.attempt = OLD.attempt + 1 AND NEW.state = 'planned' AND OLD.state IN ('failed', 'refused', 'cancelled')))
        BEGIN SELECT RAISE(ABORT, 'a request only moves forward'); END;
        CREATE TRIGGER requests_are_kept BEFORE DELETE ON requests
        BEGIN SELECT RAISE(ABORT, 'the journal of requests is never shortened'); END;
        CREATE TRIGGER requests_stay_billed BEFORE UPDATE OF billed ON requests WHEN NEW.billed < OLD.billed
        BEGIN SELECT RAISE(ABORT, 'money that was billed stays billed'); END;

        CREATE TABLE request_events (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            request TEXT NOT NULL REFERENCES requests (id),
            attempt INTEGER NOT NULL,
            state TEXT NOT NULL REFERENCES request_states (state),
            time INTEGER NOT NULL,
            provider_id TEXT,
            billed INTEGER NOT NULL,
            message TEXT
        ) STRICT;
        CREATE INDEX request_events_by_request ON request_events (request);
        CREATE TRIGGER request_events_stay_as_they_are BEFORE UPDATE ON request_events
        BEGIN SELECT RAISE(ABORT, 'the journal of requests is only appended to'); END;
        CREATE TRIGGER request_events_are_kept BEFORE DELETE ON request_events
        BEGIN SELECT RAISE(ABORT, 'the journal of requests is only appended to'); END;

        CREATE TABLE origins (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            take TEXT NOT NULL REFERENCES takes (id) ON DELETE CASCADE,
            shot TEXT NOT NULL REFERENCES shots (id),
            ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
            request TEXT REFERENCES requests (id),
            variant TEXT NOT NULL,
            generator TEXT NOT NULL,
            kind TEXT NOT NULL,
            model TEXT,
            prompt TEXT NOT NULL,
            negative TEXT,
            seed TEXT,
            recipe_key TEXT,
            recipe TEXT,
            cost INTEGER NOT NULL CHECK (cost >= 0),
            imported_from TEXT,
            created INTEGER NOT NULL,
            UNIQUE (take, shot)
        ) STRICT;
        CREATE INDEX origins_by_shot ON origins (shot, ordinal);
        CREATE INDEX origins_by_request ON origins (request) WHERE request IS NOT NULL;
        CREATE INDEX origins_by_generator ON origins (generator);

        CREATE TABLE scores (
            take TEXT NOT NULL PRIMARY KEY REFERENCES takes (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            scores TEXT NOT NULL,
            created INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE score_parts (
            take TEXT NOT NULL REFERENCES scores (take) ON DELETE CASCADE,
            name TEXT NOT NULL,
            score REAL NOT NULL,
            raw REAL NOT NULL,
            PRIMARY KEY (take, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX score_parts_by_score ON score_parts (name, score);

        CREATE TABLE decisions (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            take TEXT NOT NULL,
            time INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('pick', 'reject', 'unset', 'stars', 'note', 'usable')),
            text TEXT,
            stars INTEGER,
            usable_start INTEGER,
            usable_count INTEGER CHECK (usable_count >= 0)
        ) STRICT;
        CREATE INDEX decisions_by_take ON decisions (take);
        CREATE TRIGGER decisions_stay_as_they_are BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'the history of decisions is only appended to'); END;
        CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions
        BEGIN SELECT RAISE(ABORT, 'the history of decisions is only appended to'); END;

        CREATE TABLE verdicts (
            take TEXT NOT NULL PRIMARY KEY,
            state TEXT NOT NULL CHECK (state IN ('unset', 'pick', 'reject')),
            reason TEXT,
            stars INTEGER NOT NULL CHECK (stars BETWEEN 0 AND 5),
            note TEXT,
            usable_start INTEGER,
            usable_count INTEGER CHECK (usable_count >= 0),
            decision INTEGER NOT NULL REFERENCES decisions (id)
        ) STRICT;
        CREATE INDEX verdicts_by_state ON verdicts (state);

        CREATE TABLE selections (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            time INTEGER NOT NULL,
            project_key TEXT NOT NULL,
            wanted INTEGER NOT NULL,
            warnings TEXT NOT NULL
        ) STRICT;
        CREATE TABLE selection_takes (
            selection INTEGER NOT NULL REFERENCES selections (id) ON DELETE CASCADE,
            take TEXT NOT NULL,
            shot TEXT NOT NULL,
            position INTEGER NOT NULL,
            kept INTEGER NOT NULL CHECK (kept IN (0, 1)),
            rank INTEGER,
            quality REAL,
            reasons TEXT NOT NULL,
            PRIMARY KEY (selection, take, shot)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE renders (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            time INTEGER NOT NULL,
            deliverable TEXT NOT NULL,
            digest TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            extension TEXT NOT NULL,
            frames INTEGER NOT NULL,
            seconds REAL NOT NULL,
            timeline TEXT NOT NULL
        ) STRICT;
        CREATE INDEX renders_by_deliverable ON renders (deliverable);
        CREATE TABLE clips (
            render INTEGER NOT NULL REFERENCES renders (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            take TEXT NOT NULL,
            clip TEXT NOT NULL,
            PRIMARY KEY (render, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX clips_by_take ON clips (take);
        """
}
