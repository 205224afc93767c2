/// The SQL of the fifth migration, frozen.
///
/// Every cut is kept as it was: what people set by hand, and the slots and clips that came of it. A version says which one it was made
/// from. Names may be given to another version later; versions never change.
enum SchemaV5 {
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
