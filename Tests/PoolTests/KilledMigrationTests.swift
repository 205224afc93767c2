import Foundation
import GRDB
import Pool
import Testing

/// The program is killed while it brings an old pool up to date.
@Suite(.serialized) struct KilledMigrationTests {
    private static let program =
        ProcessInfo.processInfo.environment["MV_BINARY"]
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path + "/.build/release/mv"

    /// A pool of the first version with so many takes that bringing it up to date takes a while, in a project.
    private func old(_ folder: String) throws -> String {
        let path = folder + "/.mv/pool.sqlite"
        try PoolV1.make(at: path)
        try "song: song.wav\nshots: [{id: intro}]\n".write(toFile: folder + "/project.yaml", atomically: true, encoding: .utf8)
        try DatabaseQueue(path: path).write { db in
            try db.execute(
                sql: """
                    CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) SELECT i FROM n;
                    INSERT INTO takes SELECT printf('%064x', i), i, 'mp4', 'mov', 'h264', 64, 36, 'yuv420p', '24', 96, 4.0, 0, 1, 0, 0, '{}', NULL, NULL, 10 FROM n;
                    INSERT INTO origins SELECT 10 + i, printf('%064x', i), 'intro', 10 + i, NULL, '{}', 'clips', 'import', NULL, 'take ' || i || ' of a door',
                        NULL, NULL, NULL, NULL, 0, '/films/' || i || '.mp4', 12 FROM n;
                    INSERT INTO decisions SELECT 10 + i, printf('%064x', i), 30, 'reject', 'hands: ' || i, NULL, NULL, NULL FROM n;
                    INSERT INTO verdicts SELECT printf('%064x', i), 'reject', 'hands: ' || i, 0, NULL, NULL, NULL, 10 + i FROM n;
                    """)
        }
        return path
    }

    /// Opens the pool as one who decides does, and is killed after some seconds.
    /// - Returns: the seconds it ran, and whether it ended by itself.
    private func open(_ folder: String, killedAfter limit: Double?) throws -> (seconds: Double, ended: Bool) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.program)
        // No take begins with this, so that opening is all that happens.
        process.arguments = ["pool", "reject", folder + "/project.yaml", "eeee"]
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        let start = ContinuousClock.now
        try process.run()
        while process.isRunning {
            if let limit, start.duration(to: .now) > .seconds(limit) {
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                return (limit, false)
            }
            usleep(500)
        }
        return (start.duration(to: .now) / .seconds(1), true)
    }

    private func known(_ path: String) throws -> [String] {
        try DatabaseQueue(path: path).read { db in
            try ["SELECT id, frames, archived, broken FROM takes", "SELECT id, take, shot, prompt FROM origins", "SELECT id, take, kind, text FROM decisions"]
                .flatMap { try Row.fetchAll(db, sql: $0 + " ORDER BY id").map(\.description) }
        }
    }

    @Test func nothingIsLostWheneverItIsKilledAndTheNextOneGoesThrough() throws {
        let around = (freshPath() as NSString).deletingLastPathComponent
        defer { try? FileManager.default.removeItem(atPath: around) }
        let before = try known(try old(around + "/base"))
        #expect(before.count > 12_000)
        func copied(_ name: String) throws -> String {
            try FileManager.default.copyItem(atPath: around + "/base", toPath: around + "/" + name)
            return around + "/" + name
        }
        // The first time takes longer: the program is read from the disk.
        let seconds = try ["first", "second", "third"].map { try open(copied($0), killedAfter: nil).seconds }.min() ?? 0
        #expect(try known(around + "/first/.mv/pool.sqlite") == before)
        var killed = 0
        for number in 0..<12 {
            let folder = try copied("\(number)")
            if try !open(folder, killedAfter: seconds * (Double(number) + 0.5) / 14).ended { killed += 1 }
            let path = folder + "/.mv/pool.sqlite"
            #expect(try known(path) == before, "killed at part \(number) of 12")
            for backup in PoolBackup.all(in: folder + "/.mv/backups") { #expect(try known(backup.pool) == before, "a backup is whole or is none") }
            let pool = try Pool(path: path)
            #expect(try pool.problems() == [])
            #expect(try known(path) == before)
        }
        #expect(killed >= 4, "kills came while it worked")
    }
}
