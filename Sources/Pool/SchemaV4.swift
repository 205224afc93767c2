/// The SQL of the fourth migration, frozen.
///
/// An opinion is of a take in a shot, since it may depend on the shot's prompt. Opinions stand beside the scores: measuring anew
/// leaves them alone, as asking a scorer anew leaves the scores alone.
///
/// `scorers` holds what a scorer last said of itself, so that nobody has to start it to know whether there is anything to ask it.
///
/// `calls` is the ledger of what was asked for money. `lost` is a call whose answer never came: it counts as spent.
enum SchemaV4 {
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
