import Editorial
import GRDB
import Pool
import Testing

@Suite struct MigrationTests {
    private func upgraded() throws -> (pool: Pool, path: String) {
        let path = freshPath()
        try PoolV1.make(at: path)
        return (try Pool(path: path), path)
    }

    @Test func aPoolOfTheFirstVersionKeepsEverything() throws {
        let pool = try upgraded().pool
        let takes = try pool.takes()
        #expect(takes.map(\.id) == PoolV1.ids)
        #expect(takes.map(\.state) == [.scored, .archived, .broken])
        #expect(takes.map(\.current) == [false, true, true])
        #expect(takes[0].verdict == Verdict(state: .reject, reason: "Hands: six fingers", note: "the WINDOW glows"))
        #expect(takes[2].verdict.stars == 3)
        #expect(takes[0].selection?.quality == 0.5)
        #expect(takes[0].origin.cost == 450)
        #expect(try pool.spending().billed == 450)
        #expect(try pool.requests().map(\.warnings) == [[]])
        #expect(try pool.history(PoolV1.ids[0]).count == 2)
        #expect(try pool.problems().isEmpty)
    }

    @Test func scoresOfTheFirstVersionAreFilteredAndSortedBy() throws {
        let pool = try upgraded().pool
        #expect(try pool.scoreNames() == ["motion", "sharpness"])
        var query = TakeQuery()
        query.minimumScores = ["sharpness": 0.7]
        #expect(try pool.takes(query).map(\.id) == [PoolV1.ids[0]])
        query = TakeQuery()
        (query.sort, query.descending) = (.score("motion"), true)
        #expect(try pool.takes(query).first?.id == PoolV1.ids[0])
    }

    @Test func wordsAndReasonsOfTheFirstVersionAreFound() throws {
        let (pool, path) = try upgraded()
        var query = TakeQuery()
        query.text = "window"
        #expect(try pool.takes(query).map(\.id) == [PoolV1.ids[0]])
        query.text = "ROAD.mp4"
        #expect(try pool.takes(query).map(\.id) == [PoolV1.ids[1]])
        query = TakeQuery()
        query.categories = [.hands]
        #expect(try pool.takes(query).map(\.id) == [PoolV1.ids[0]])
        let categories = try DatabaseQueue(path: path).read {
            try String?.fetchAll($0, sql: "SELECT category FROM decisions ORDER BY id")
        }
        #expect(categories == ["hands", nil, nil, nil])
    }

    @Test func theHistoryIsStillOnlyAppendedToAfterwards() throws {
        let path = try upgraded().path
        #expect(throws: DatabaseError.self) { try DatabaseQueue(path: path).write { try $0.execute(sql: "UPDATE decisions SET time = 0") } }
    }

    @Test func twoIdsThatBeginAlikeAreToldApartAfterwards() throws {
        let path = freshPath()
        try PoolV1.make(at: path)
        let twin = String(PoolV1.ids[0].prefix(11)) + String(repeating: "1", count: 53)
        try DatabaseQueue(path: path).write {
            try $0.execute(sql: "INSERT INTO takes (id, bytes, extension, broken, created) VALUES (?, 1, 'mp4', 'x', 1)", arguments: [twin])
        }
        #expect(try Pool(path: path).digitsNeeded() == 12)
    }

    @Test func aReaderOfAnOlderPoolSaysHowToBringItUpToDate() throws {
        let path = freshPath()
        try PoolV1.make(at: path)
        #expect(refusal { _ = try Pool(readingPath: path) }?.kind == .older)
    }

    @Test func aShotThatAnotherVersionWroteIsReadByItsPrompt() throws {
        let pool = try upgraded().pool
        #expect(try pool.shots().map(\.shot.prompt) == ["a door", "a road"])
    }

    @Test func aPoolOfTheSecondVersionFindsItsWordsAndBringsThemUpToDate() throws {
        let path = freshPath()
        try PoolV2.make(at: path)
        #expect(refusal { _ = try Pool(readingPath: path) }?.kind == .older)
        let pool = try Pool(path: path)
        #expect(try pool.takes().map(\.id) == PoolV1.ids)
        #expect(try pool.takes().map(\.tags) == [["night"], [], []])
        func found(_ text: String) throws -> [String] {
            var query = TakeQuery()
            query.text = text
            return try pool.takes(query).map(\.id)
        }
        #expect(try found("window") == [PoolV1.ids[0]])
        try pool.record(.note("a silver door"), take: PoolV1.ids[0], at: 40)
        try pool.tag(PoolV1.ids[1], adding: ["warm"], at: 41)
        #expect(try found("window") == [])
        #expect(try found("silver") == [PoolV1.ids[0]])
        #expect(try found("warm") == [PoolV1.ids[1]])
        #expect(try found("night") == [PoolV1.ids[0]])
        #expect(try found("six fingers") == [PoolV1.ids[0]], "reasons of before are found too")
        try pool.record(.reject(reason: "hands: eleven thumbs"), take: PoolV1.ids[2], at: 42)
        #expect(try found("eleven thumbs") == [PoolV1.ids[2]])
        try pool.record(.unset, take: PoolV1.ids[2], at: 43)
        #expect(try found("eleven thumbs") == [])
        #expect(try pool.problems() == [])
        try DatabaseQueue(path: path).write {
            try $0.execute(sql: "INSERT INTO take_text (take_text, rank) VALUES ('integrity-check', 1)")
        }
    }
}
