import Cluster
import Content
import Execution
import Foundation
import Testing

@Suite struct AnswerTests {
    private let path = NSTemporaryDirectory() + "answers-\(UUID().uuidString).jsonl"

    private func key(_ answer: TaskAnswer) -> String {
        switch answer {
        case .done(let key), .failed(let key, _): key.short
        case .stopped: "stopped"
        case .trouble: "trouble"
        }
    }

    @Test("answers are read once each, as they come")
    func once() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let writer = AnswerWriter(path: path)
        var reader = AnswerReader(path: path)
        #expect(reader.next().isEmpty)
        let keys = (0..<5).map { Digest(of: "\($0)") }
        try writer.write(.done(key: keys[0]))
        try writer.write(.failed(key: keys[1], failure: JobFailure(kind: "act", label: "b", reason: "two\nlines")))
        #expect(reader.next().map(key) == [keys[0].short, keys[1].short])
        #expect(reader.next().isEmpty)
        try writer.write(.done(key: keys[2]))
        #expect(reader.next().map(key) == [keys[2].short])
    }

    @Test("what a killed task left half written swallows nothing of the next")
    func halves() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        var reader = AnswerReader(path: path)
        try Data("{\"done\":{\"key\":\"00".utf8).write(to: URL(fileURLWithPath: path))
        #expect(reader.next().isEmpty)
        let whole = Digest(of: "whole")
        try AnswerWriter(path: path).write(.done(key: whole))
        #expect(reader.next().map(key) == [whole.short])
    }
}
