import Content
import Editorial
import Foundation
import GRDB
import Pool
import Testing

@Suite struct OpeningTests {
    @Test func anEmptyPlaceBecomesAPoolWithEveryLawOn() throws {
        let bench = try Bench()
        let raw = try bench.raw()
        let loose = """
            SELECT name FROM pragma_table_list
            WHERE type = 'table' AND NOT strict AND schema = 'main' AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
            """
        let mode = try raw.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
        let looseTables = try raw.read { try String.fetchAll($0, sql: loose) }
        let strictTables = try raw.read { try String.fetchAll($0, sql: "SELECT name FROM pragma_table_list WHERE strict") }
        #expect(mode == "wal")
        #expect(looseTables.isEmpty)
        #expect(strictTables.contains("takes"))
        #expect(try bench.pool.problems().isEmpty)
        #expect(try bench.pool.takes().isEmpty)
        #expect(try bench.pool.latestSelection() == nil)
    }

    @Test func openingAgainKeepsWhatIsThere() throws {
        let bench = try Bench()
        try bench.pool.add(clip("a"), at: 5)
        #expect(try Pool(path: bench.path).takes() == bench.pool.takes())
    }

    @Test func foreignKeysHold() throws {
        let bench = try Bench()
        let raw = try bench.raw()
        #expect(throws: DatabaseError.self) {
            try raw.write { try $0.execute(sql: "INSERT INTO shot_recipes VALUES ('nowhere', 'key')") }
        }
        let error = refusal { try bench.pool.add(clip("a", shot: "nowhere"), at: 1) }
        #expect(error?.kind == .unknown)
        #expect(error?.description.contains("no shot 'nowhere'") == true)
    }

    @Test func aColumnRefusesTheWrongType() throws {
        let raw = try Bench().raw()
        #expect(throws: DatabaseError.self) {
            try raw.write { try $0.execute(sql: "INSERT INTO shots VALUES ('x', 'first', 1, '', '{}', NULL)") }
        }
    }

    @Test func aPoolOfANewerProgramIsRefusedUntouched() throws {
        let bench = try Bench()
        try bench.raw().write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('v9-holograms')") }
        for open in [{ try Pool(path: bench.path) }, { try Pool(readingPath: bench.path) }] {
            let error = refusal { _ = try open() }
            #expect(error?.kind == .newer)
            #expect(error?.description.contains("v9-holograms") == true)
            #expect(error?.description.contains("update mv") == true)
        }
    }

    @Test func aReaderRefusesAPoolThatLacksAMigration() throws {
        let bench = try Bench()
        try bench.raw().write { try $0.execute(sql: "DELETE FROM grdb_migrations") }
        #expect(refusal { _ = try Pool(readingPath: bench.path) }?.kind == .older)
    }

    @Test func aFileThatIsNoDatabaseIsRefusedWithTheNextStep() throws {
        let path = try placeForAFile()
        let rubbish = Data(String(repeating: "this is no database. ", count: 400).utf8)
        try rubbish.write(to: URL(fileURLWithPath: path))
        for open in [{ try Pool(path: path) }, { try Pool(readingPath: path) }] {
            let error = refusal { _ = try open() }
            #expect(error?.kind == .unreadable)
            #expect(error?.description.contains("'mv pool recover' makes a sound one") == true)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == rubbish)
    }

    @Test func aDatabaseOfAnotherProgramIsRefusedUntouched() throws {
        let path = try placeForAFile()
        try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE invoices (n INTEGER)") }
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(refusal { _ = try Pool(path: path) }?.kind == .foreign)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func aDamagedPageIsFoundAndNamed() throws {
        let bench = try Bench()
        try bench.pool.add((0..<300).map { clip("take \($0)") }, at: 1)
        let copy = bench.path + ".copy"
        try bench.pool.copy(to: copy)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
        for index in bytes.count / 2..<bytes.count / 2 + 20_000 { bytes[index] = 0x5a }
        try bytes.write(to: URL(fileURLWithPath: copy))
        let found = Result { try Pool(readingPath: copy).problems() }
        switch found {
        case .success(let problems): #expect(!problems.isEmpty)
        case .failure(let error): #expect((error as? PoolError)?.kind == .unreadable)
        }
    }

    @Test func aMissingPoolIsNotMadeByAReader() {
        let path = freshPath()
        let error = refusal { _ = try Pool(readingPath: path) }
        #expect(error?.kind == .missing)
        #expect(error?.description.contains("mv build") == true)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aReaderSeesWhatIsCommittedWhileAnotherWritesAndCannotWrite() throws {
        let bench = try Bench()
        try bench.pool.add(clip("a"), at: 1)
        let reader = try Pool(readingPath: bench.path)
        let raw = try bench.raw()
        try raw.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE; UPDATE takes SET broken = 'half done'")
            #expect(try reader.takes().map(\.broken) == [nil])
            try db.execute(sql: "COMMIT")
        }
        #expect(try reader.takes().map(\.broken) == ["half done"])
        #expect(refusal { try reader.add(clip("b"), at: 1) }?.kind == .readOnly)
        #expect(try reader.count() == 1)
    }

    @Test func aCopyHoldsEverything() throws {
        let bench = try Bench()
        try bench.pool.add(clip("a"), at: 1)
        try bench.pool.copy(to: bench.path + ".copy")
        #expect(try Pool(path: bench.path + ".copy").takes() == bench.pool.takes())
        #expect(refusal { try bench.pool.copy(to: bench.path + ".copy") }?.kind == .invalid)
    }

    private func placeForAFile() throws -> String {
        let path = freshPath()
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        return path
    }
}
