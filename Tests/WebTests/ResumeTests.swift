import Foundation
import Testing
import Web

struct ResumeTests {
    private let client = WebClient(reach: .anywhere)
    private let clip = Clip.bytes(20_000)

    /// A first answer that breaks off after so many bytes.
    private func broken(after count: Int, _ headers: [(String, String)] = Clip.resumable) -> [Loopback.Step] {
        .head(200, headers + [("Content-Length", "\(clip.count)")]) + [.send(clip.prefix(count)), .pause(.milliseconds(10)), .close]
    }

    private func start(_ seen: Loopback.Seen) -> Int? { seen["Range"].flatMap { Int($0.dropFirst(6).dropLast()) } }

    private func download(_ server: Loopback) async throws -> Data {
        try await withFolder { folder in
            let downloaded = try await client.download(server.url(), to: folder + "/take.mp4")
            try #expect(names(in: folder) == ["take.mp4"])
            #expect(downloaded.fileExtension == "mp4")
            return try Data(contentsOf: URL(fileURLWithPath: folder + "/take.mp4"))
        }
    }

    private func failure(_ server: Loopback) async throws -> DownloadError? {
        try await withFolder { folder in
            let error = await #expect(throws: DownloadError.self) { try await client.download(server.url(), to: folder + "/take.mp4") }
            try #expect(names(in: folder) == [])
            return error
        }
    }

    @Test func aBrokenDownloadGoesOnWhereItStopped() async throws {
        let validators = [[("ETag", "\"v1\"")], [("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT")]]
        for validator in validators {
            try await Loopback.serve { seen in
                start(seen).map { Clip.part(clip, from: $0) } ?? broken(after: 9000, validator + [("Accept-Ranges", "bytes")])
            } _: { server in
                try await #expect(download(server) == clip)
                #expect(server.log.map { $0["Range"] } == [nil, "bytes=9000-"])
                #expect(server.log[1]["If-Range"] == validator[0].1)
            }
        }
    }

    @Test func itIsTakenUpAtMostThreeTimes() async throws {
        for limit in [3, 4] {
            try await Loopback.serve { seen in
                guard let start = start(seen) else { return broken(after: 5000) }
                let end = start + 1000
                if start >= 5000 + (limit - 1) * 1000 { return Clip.part(clip, from: start) }
                return .head(206, [("Content-Range", "bytes \(start)-19999/20000"), ("Content-Length", "\(20_000 - start)")])
                    + [.send(clip[start..<end]), .pause(.milliseconds(10)), .close]
            } _: { server in
                if limit == 3 {
                    try await #expect(download(server) == clip)
                } else {
                    let error = try await failure(server)
                    #expect(error?.kind == .short)
                    #expect(error?.reason.contains("after 8000 of 20000 bytes") == true)
                }
                #expect(server.log.count == 4)
            }
        }
    }

    @Test func withoutPromisesItIsNotTakenUp() async throws {
        let promises: [[(String, String)]] = [
            [], [("ETag", "\"v1\"")], [("Accept-Ranges", "bytes")], [("Accept-Ranges", "none"), ("ETag", "\"v1\"")],
            [("Accept-Ranges", "bytes"), ("ETag", "W/\"v1\"")],
        ]
        for headers in promises {
            try await Loopback.serve { _ in
                broken(after: 9000, headers)
            } _: { server in
                try await #expect(failure(server)?.kind == .short)
                #expect(server.log.count == 1)
            }
        }
    }

    @Test func aWholeFileInsteadOfTheRestStartsAgain() async throws {
        let other = Clip.bytes(12_000)
        try await Loopback.serve { seen in
            start(seen) == nil ? broken(after: 9000) : .answer(200, [], body: other)
        } _: { server in
            try await #expect(download(server) == other)
        }
    }

    @Test func aPageInsteadOfTheRestIsNoVideo() async throws {
        try await Loopback.serve { seen in
            start(seen) == nil ? broken(after: 9000) : .answer(200, [("Content-Type", "video/mp4")], "<html>log in</html>")
        } _: { server in
            try await #expect(failure(server)?.kind == .notAVideo)
        }
    }

    @Test func aPartThatDoesNotFitIsRefused() async throws {
        let clip = clip
        let wrong: [@Sendable (Int) -> [Loopback.Step]] = [
            { Clip.part(clip, from: $0 - 1) }, { Clip.part(clip, from: $0, total: "20001") },
            { Clip.part(clip, from: $0, tag: "\"v2\"") },
            { .answer(206, [], body: Data(clip[$0...])) }, { .answer(206, [("Content-Range", "bytes */20000")], body: Data(clip[$0...])) },
        ]
        for answer in wrong {
            try await Loopback.serve { seen in
                start(seen).map(answer) ?? broken(after: 9000)
            } _: { server in
                let error = try await failure(server)
                #expect(error?.kind == .interrupted)
                #expect(error?.reason.contains("another part of the file") == true)
                #expect(server.log.count == 2)
            }
        }
    }

    @Test func aPartNobodyAskedForIsGoodWhenItIsTheWhole() async throws {
        try await Loopback.serve { _ in
            Clip.part(clip, from: 0)
        } _: {
            try await #expect(download($0) == clip)
        }
        try await Loopback.serve { _ in
            Clip.part(clip, from: 5)
        } _: {
            try await #expect(failure($0)?.kind == .interrupted)
        }
    }

    @Test func lessThanTheRestIsFollowedByTheNextPart() async throws {
        try await Loopback.serve { seen in
            guard let start = start(seen) else { return broken(after: 5000) }
            let range = "bytes \(start)-\(start + 4999)/20000"
            return .answer(206, [("Content-Range", range)], body: Data(clip[start..<start + 5000]))
        } _: { server in
            try await #expect(download(server) == clip)
            #expect(server.log.compactMap(start) == [5000, 10_000, 15_000])
        }
    }

    @Test func aServerThatNoLongerHasThatPartIsAskedFromTheStart() async throws {
        try await Loopback.serve { seen in
            if start(seen) != nil { return .answer(416) }
            return seen.connection == 1 ? broken(after: 9000) : .answer(body: clip)
        } _: { server in
            try await #expect(download(server) == clip)
            #expect(server.log.count == 3)
        }
    }

    @Test func anAddressThatExpiredInTheMeantimeSaysSo() async throws {
        try await Loopback.serve { seen in
            start(seen) == nil ? broken(after: 9000) : .answer(403, [], "expired")
        } _: { server in
            try await #expect(failure(server)?.kind == .status(403))
        }
    }

    @Test func aDownloadThatBreaksBeforeItIsKnownStartsAgain() async throws {
        try await Loopback.serve { seen in
            seen.connection == 1 ? broken(after: 100) : .answer(body: clip)
        } _: { server in
            try await #expect(download(server) == clip)
            #expect(server.log.map { $0["Range"] } == [nil, nil])
        }
    }
}
