import AsyncHTTPClient
import Content
import Foundation
import NIOCore
import NIOHTTP1

/// One file on its way in.
struct Download: Sendable {
    let client: WebClient
    let url: URL
    let headers: [(String, String)]
    let limits: DownloadLimits
    let file: String

    private static let mostResumptions = 3

    /// The connection broke or the server stopped early: what came so far is good.
    private struct BrokenOff: SettledError {
        var reason: DownloadError
    }

    /// What one attempt left behind.
    private struct State {
        let partial: PartialFile
        let activity: Activity
        var facts: DownloadFacts?
        var fileExtension = ""
    }

    func run() async throws -> Downloaded {
        let partial = PartialFile.name(for: file)
        let activity = Activity()
        do {
            try AtomicFile.makeFolder((file as NSString).deletingLastPathComponent)
            switch try await Race.run({ try await fetch(to: partial, activity) }, until: { try await activity.end(limits) }) {
            case .done(let downloaded):
                try AtomicFile.moveIntoPlace(partial, file)
                return downloaded
            case .stopped(let reason): throw DownloadError(.timeout, client.redactor.clean("the download of \(url) \(reason)"))
            }
        } catch {
            unlink(partial)
            if let error = error as? ContentError { throw DownloadError(.interrupted, client.redactor.clean("\(error)")) }
            throw error
        }
    }

    private func fetch(to path: String, _ activity: Activity) async throws -> Downloaded {
        var state = State(partial: try PartialFile(path), activity: activity)
        var resumptions = 0
        while true {
            do {
                try await attempt(&state)
                return Downloaded(bytes: state.partial.count, fileExtension: state.fileExtension, contentType: state.facts?.contentType.map { client.redactor.clean($0) })
            } catch let broken as BrokenOff {
                guard state.facts?.validator != nil, resumptions < Self.mostResumptions else { throw broken.reason }
                resumptions += 1
                try await Task.sleep(for: .milliseconds(100 * resumptions))
            }
        }
    }

    /// One call, from where the file stands to its end.
    /// - Throws: `BrokenOff` when it may be worth going on from there.
    private func attempt(_ state: inout State) async throws {
        let start = state.partial.count
        var fields = headers
        if start > 0, let validator = state.facts?.validator { fields += [("Range", "bytes=\(start)-"), ("If-Range", validator)] }
        let request = WebRequest("GET", url, headers: fields)
        var now = state
        defer { state = now }
        do {
            try await client.follow(request, contact: Contact()) { response, place in
                now.activity.note()
                try await accept(response, from: place, start: start, &now)
                try await receive(response, from: place, &now)
            }
        } catch let error as WebError where error.kind == .interrupted || (error.kind == .notSent && now.facts != nil) {
            throw BrokenOff(reason: DownloadError(.interrupted, error.reason))
        }
    }

    /// Looks at the answer's head. What is on disk afterwards is what the body continues.
    private func accept(_ response: HTTPClientResponse, from place: URL, start: Int64, _ state: inout State) async throws {
        var facts = DownloadFacts(response)
        switch response.status.code {
        case 200:
            if start > 0 { try state.partial.startAgain() }
        case 206:
            guard let range = response.headers.first(name: "Content-Range").flatMap(ContentRange.init), range.start == start,
                state.facts.map({ $0.agrees(with: facts, total: range.total) }) ?? true
            else {
                throw wrong(.interrupted, place, "it sent another part of the file than it was asked for")
            }
            facts.total = range.total ?? state.facts?.total
            facts.validator = state.facts?.validator ?? facts.validator
        case 416 where start > 0:
            try state.partial.startAgain()
            throw BrokenOff(reason: wrong(.interrupted, place, "it does not have the rest of the file"))
        case let code:
            throw await status(Int(code), response, place)
        }
        state.facts = facts
        guard let total = facts.total else { return }
        guard total <= limits.mostBytes else { throw wrong(.tooLarge, place, "its \(total) bytes are more than \(limits.mostBytes)") }
        try state.partial.makeSureOfRoom(for: total - state.partial.count)
    }

    private func status(_ code: Int, _ response: HTTPClientResponse, _ place: URL) async -> DownloadError {
        var answer = WebAnswer(status: code, headers: WebHeaders(response.headers), url: place, redactor: client.redactor)
        // The status says what matters; a body that breaks off or is too long adds nothing.
        answer.body = (try? await client.body(of: response, from: place, mostBytes: 1 << 16)) ?? Data()
        var error = wrong(.status(code), place, "HTTP \(code): \(answer.excerpt)")
        error.answer = answer
        return error
    }

    private func receive(_ response: HTTPClientResponse, from place: URL, _ state: inout State) async throws {
        // Nothing is written before the first bytes say that it is a video.
        var start: ByteBuffer? = state.partial.count == 0 ? ByteBuffer() : nil
        do {
            for try await buffer in response.body {
                state.activity.note()
                guard state.partial.count + Int64((start?.readableBytes ?? 0) + buffer.readableBytes) <= limits.mostBytes else {
                    throw wrong(.tooLarge, place, "it is larger than \(limits.mostBytes) bytes")
                }
                guard var gathered = start else {
                    try state.partial.append(buffer)
                    continue
                }
                gathered.writeImmutableBuffer(buffer)
                start = gathered
                if gathered.readableBytes >= VideoMagic.length {
                    try begin(gathered, place, &state)
                    start = nil
                }
            }
        } catch let error as DownloadError {
            throw error
        } catch {
            try Task.checkCancellation()
            throw BrokenOff(reason: ending(place, state, "the connection broke"))
        }
        try Task.checkCancellation()
        if let start { try begin(start, place, &state) }
        guard let total = state.facts?.total, state.partial.count != total else { return }
        throw BrokenOff(reason: ending(place, state, "it ended"))
    }

    private func ending(_ place: URL, _ state: State, _ what: String) -> DownloadError {
        guard let total = state.facts?.total else { return wrong(.interrupted, place, "\(what) after \(state.partial.count) bytes") }
        return wrong(.short, place, "\(what) after \(state.partial.count) of \(total) bytes")
    }

    private func begin(_ start: ByteBuffer, _ place: URL, _ state: inout State) throws {
        guard start.readableBytes > 0 else { throw wrong(.short, place, "it is empty") }
        let data = Data(start.readableBytesView)
        guard let known = VideoMagic.fileExtension(of: data) else {
            let type = state.facts?.contentType.map { ", which it calls \($0)" } ?? ""
            throw wrong(.notAVideo, place, "it is no video file but \(VideoMagic.guess(data))\(type)")
        }
        state.fileExtension = known
        try state.partial.append(start)
    }

    private func wrong(_ kind: DownloadError.Kind, _ place: URL, _ reason: String) -> DownloadError {
        DownloadError(kind, client.redactor.clean("the file at \(place): \(reason)"))
    }
}
