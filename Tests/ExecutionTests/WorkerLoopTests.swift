import Content
import Execution
import ExecutorsForTests
import Foundation
import Testing

@Suite struct WorkerLoopTests {
    private let worker: ScriptedWorker
    private let loop: WorkerLoop

    init() throws {
        worker = try ScriptedWorker()
        var book = RecipeBook()
        book.add(Act.self)
        loop = WorkerLoop(book: book, results: worker.results)
    }

    private func answer(_ line: String) throws -> WorkerAnswer { try WorkerAnswer(line: loop.runOne(line: line).utf8) }

    @Test("a job line is answered with its key once the result is saved")
    func aJobIsMade() throws {
        defer { worker.remove() }
        let job = try Act(number: 7).job("seven")
        guard case .done(let key) = try answer(CanonicalJSON.text(job)) else { throw Unexpected() }
        #expect(key == job.key.digest)
        let result = try #require(worker.results.find(key))
        #expect(try result.value(of: Act.self).number == 7)
        #expect(result.keyText == job.key.text)
    }

    @Test("an error thrown by a recipe is a failure with kind, label and reason")
    func aThrownErrorIsAnswered() throws {
        defer { worker.remove() }
        guard case .failed(let failure) = try answer(CanonicalJSON.text(Act(number: 13).job("unlucky"))) else { throw Unexpected() }
        #expect(failure.kind == "act")
        #expect(failure.label == "unlucky")
        #expect(failure.reason == "number 13 is refused")
    }

    @Test("a line that is no job, and a kind nobody knows, are failures in words")
    func nonsenseIsAnswered() throws {
        defer { worker.remove() }
        guard case .failed(let unreadable) = try answer("{}") else { throw Unexpected() }
        #expect(unreadable.reason.contains("cannot read its job line"))
        var job = try Act(number: 1).job("x")
        job.kind = "knit"
        guard case .failed(let unknown) = try answer(CanonicalJSON.text(job)) else { throw Unexpected() }
        #expect(unknown.reason.contains("knows no recipe 'knit'"))
    }

    @Test("answers are one line each, whatever a reason holds")
    func answersAreOneLine() throws {
        defer { worker.remove() }
        let failure = JobFailure(kind: "act", label: "two\nlines", reason: "a\nb\u{2028}c", log: "x\ny")
        let line = try WorkerAnswer.failed(failure: failure).line
        #expect(!line.utf8.contains(0x0A))
        guard case .failed(let back) = try WorkerAnswer(line: line.utf8) else { throw Unexpected() }
        #expect(back.label == failure.label)
        #expect(back.reason == failure.reason)
    }

    private struct Unexpected: Error {}
}
