import Content
import Editorial
import GRDB
import Pool
import Testing
import Timebase

/// Scores as they stand in the file, which another version or a hand may have written.
@Suite struct StoredScoresTests {
    private func read(_ text: String) throws -> Scores? {
        let bench = try Bench()
        try bench.pool.add(clip("a"), at: 1)
        try bench.pool.save(scores: scores(0.5), for: blob("a").digest.hex, key: "k", at: 2)
        try bench.raw().write { try $0.execute(sql: "UPDATE scores SET scores = ?", arguments: [text]) }
        return try bench.pool.takes()[0].scores
    }

    private func text(
        parts: String = #"{"a":{"raw":-1.5e2,"score":0.25}}"#, usable: String = #"{"count":9,"start":2}"#, more: String = ""
    ) -> String {
        """
        {"closingLuma":1,"defects":["black: \\u00e9 \\"x\\""],"fingerprint":[18446744073709551615,0],"motionPeak":4,"openingLuma":0.5,\
        "parts":\(parts),"usable":\(usable)\(more)}
        """
    }

    private let whole = Scores(
        parts: ["a": .init(score: 0.25, raw: -150)], defects: ["black: é \"x\""], usable: FrameRange(start: 2, count: 9),
        fingerprint: [.max, 0], motionPeak: 4, openingLuma: 0.5, closingLuma: 1)

    @Test func theyAreReadHoweverTheyAreSpelled() throws {
        #expect(try read(text()) == whole)
        #expect(try read(text().replacing(",", with: " , ").replacing(":{", with: " : {").replacing("0.5", with: "5e-1")) == whole)
        #expect(try read(text(more: #","later":{"x":[1]}"#)) == whole)
        #expect(try read(text(usable: #"{"count":9.0,"start":2}"#)) == whole)
        #expect(try read(text(parts: "{}"))?.parts == [:])
    }

    @Test func blemishesAreReadWithTheRest() throws {
        let blemishes = #","blemishes":[{"defect":"black","range":{"count":0,"start":3},"text":"black"}]"#
        var with = whole
        with.blemishes = [.init(defect: "black", range: FrameRange(start: 3, count: 0), text: "black")]
        #expect(try read(text(more: blemishes)) == with)
        #expect(try read(text(more: #","blemishes":[]"#))?.blemishes == [])
    }

    @Test func whatIsReadWithoutTheRestIsTheSame() throws {
        let spelled = [
            text(), text().replacing(",", with: " , ").replacing(":{", with: " : {"), text(more: #","later":{"x":{"count":1,"start":2}}"#),
            text(more: #","later":{"usable":{"count":1,"start":2}}"#), text(usable: #"{"count":9,"start":-2}"#), text(usable: #"{"start":2,"count":9}"#),
            text(parts: #"{"\"usable\":{\"count\":1,\"start\":2}}":{"raw":1,"score":1}}"#), text(usable: #"{"count":-1,"start":2}"#), "{}",
        ]
        for text in spelled {
            let bench = try Bench()
            try bench.pool.add(clip("a"), at: 1)
            try bench.pool.save(scores: scores(0.5), for: blob("a").digest.hex, key: "k", at: 2)
            try bench.raw().write { try $0.execute(sql: "UPDATE scores SET scores = ?", arguments: [text]) }
            let take = try #require(try bench.pool.takes().first)
            #expect(try bench.pool.measuredRanges(of: [take.id, "none"]) == (take.scores.map { [take.id: $0.usable] } ?? [:]), "\(text)")
            var hashes: [[UInt64]] = []
            try bench.pool.eachFingerprint { hashes.append($0.hashes) }
            if let scores = take.scores { #expect(hashes == [scores.fingerprint], "\(text)") }
        }
    }

    @Test(arguments: ["", "{}", "[]", "{\"parts\":{}}", "null"])
    func whatIsNoScoresIsNone(text: String) throws { #expect(try read(text) == nil) }

    @Test func impossibleNumbersAreNone() throws {
        #expect(try read(text(usable: #"{"count":-1,"start":2}"#)) == nil)
        #expect(try read(text(usable: #"{"count":9223372036854775807,"start":2}"#)) == nil)
        #expect(try read(text(parts: #"{"a":{"raw":01,"score":1}}"#)) == nil)
        #expect(try read(text(parts: #"{"a":{"raw":1e999,"score":1}}"#)) == nil)
        #expect(try read(text() + "}") == nil)
    }
}
