import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Web

struct ReplicateTests {
    @Test func anOfficialModelIsAskedAtItsOwnPlace() async throws {
        try await withHosted(.replicate) { stage async throws in
            #expect(try await stage.run(Wish.request(seconds: 4.5)).takes?.count == 1)
            #expect(stage.jobs.all[0].path == "/v1/models/bytedance/seedance-2.0/predictions")
            #expect(
                stage.body == [
                    "input": [
                        "prompt": "a window at night", "duration": 5, "resolution": "720p", "aspect_ratio": "16:9", "seed": 41,
                        "generate_audio": false,
                    ]
                ])
            #expect(stage.server.log[0].header("Prefer") == nil)
        }
    }

    @Test func aVersionGoesIntoTheBodyAndADeploymentHasItsOwnPlace() async throws {
        try await withHosted(.replicate) { stage async throws in
            #expect(try await stage.run(Wish.request(), ["model": .text("me/clips:abc123")]).takes?.count == 1)
            #expect(stage.jobs.all[0].path == "/v1/predictions")
            #expect(stage.body?["version"] == "me/clips:abc123")
            #expect(try await stage.run(Wish.request(), ["model": .text("deployments/me/clips")]).takes?.count == 1)
            #expect(stage.jobs.all[1].path == "/v1/deployments/me/clips/predictions")
        }
    }

    @Test(arguments: ["clips", "a/b/c", "me/", "me/clips:", "a/b:c:d"])
    func aNameThatIsNoModelIsExplained(model: String) async throws {
        try await withHosted(.replicate) { stage async throws in
            do {
                _ = try stage.service(["model": .text(model)])
                Issue.record("it was taken")
            } catch {
                #expect("\(error)".contains("expected owner/name, owner/name:version or deployments/owner/name"))
            }
        }
    }

    @Test func aCreateThatIsAnsweredLateIsACreate() async throws {
        try await withHosted(.replicate) { stage async throws in
            stage.replicate.answerLate()
            #expect(try await stage.run().takes?.count == 1)
        }
    }

    @Test(arguments: FakeReplicate.OutputShape.allCases)
    func outputsAreFoundInEveryShape(shape: FakeReplicate.OutputShape) async throws {
        try await withHosted(.replicate) { stage async throws in
            stage.replicate.shape(shape)
            #expect(try await stage.run().takes?.count == 1)
        }
    }

    @Test func aRateLimitThatIsOnlyToldInWordsIsKept() async throws {
        try await withHosted(.replicate) { stage async throws in
            stage.book.always { $0.submit = .rateLimited(.none) }
            #expect(await hostedError { _ = try await stage.run() }?.kind == .rateLimited(after: .seconds(30)))
        }
    }

    @Test func abortedIsAnEndThatCostsNothing() async throws {
        try await withHosted(.replicate) { stage async throws in
            stage.book.always { $0.ending = .expired }
            let error = try await stage.run().error
            #expect(error?.kind == .cancelled)
            #expect(error?.microdollars == 0)
            #expect(error?.reason.contains("not charged") == true)
        }
    }

    @Test func canceledWithOneLIsAnEnd() async throws {
        try await withHosted(.replicate) { stage async throws in
            stage.book.always { $0.ending = .cancelled }
            #expect(try await stage.run().error?.kind == .cancelled)
        }
    }

    @Test func whatWasRemovedAfterItsHourIsGoneAndNotAnEmptyResult() async throws {
        try await withHosted(.replicate) { stage async throws in
            let service = try stage.service()
            let request = Wish.request()
            let ticket = try await service.submit(try await service.prepare(request, stage.ask()), request, stage.ask())
            stage.jobs.change(ticket.id) { $0.isRemoved = true }
            let error = try await stage.watch(service, ticket, request).error
            #expect(error?.kind == .gone)
            #expect(error?.reason.contains("one hour") == true)
        }
    }

    @Test func aProblemDocumentsStatusIsNotTheRequests() async throws {
        try await withHosted(.replicate) { stage async throws in
            let error = await hostedError { _ = try await stage.service().look(Ticket("no-such"), Wish.request(), stage.ask()) }
            #expect(error?.kind == .gone)
        }
    }

    @Test func howFarItIsComesFromTheLog() async throws {
        try await withHosted(.replicate) { stage async throws in
            stage.book.always { $0.looks = 2 }
            let service = try stage.service()
            let request = Wish.request()
            let ticket = try await service.submit(try await service.prepare(request, stage.ask()), request, stage.ask())
            _ = try await service.look(ticket, request, stage.ask())
            guard case .waiting(let waiting) = try await service.look(ticket, request, stage.ask()) else {
                Issue.record("it is not waiting")
                return
            }
            #expect(waiting.word == "processing")
            #expect(waiting.share == 0.6)
        }
    }

    @Test func aSmallPictureGoesInsideAndALargeOneIsUploadedOnce() async throws {
        try await withHosted(.replicate) { stage async throws in
            let service = try stage.service()
            func submit(_ picture: InputFile) async throws {
                let request = Wish.request(inputs: ["first_frame": picture])
                let prepared = try await service.prepare(request, stage.ask())
                _ = try await service.submit(prepared, request, stage.ask())
            }
            try await submit(try stage.picture("small.png", bytes: 150_000))
            #expect(stage.body?["input"]?["image"]?.text?.hasPrefix("data:image/png;base64,") == true)
            let large = try stage.picture("large.png", bytes: 250_000)
            try await submit(large)
            try await submit(large)
            #expect(stage.body?["input"]?["image"]?.text == stage.server.url + "/v1/files/file-1")
            #expect(stage.replicate.uploads.count == 1)
            let file = stage.replicate.uploads[0].file("content")
            #expect(file?.data == FileManager.default.contents(atPath: large.path))
            #expect(file?.type == "image/png")
        }
    }

    // MARK: Finding what may have been accepted

    private func lost(_ stage: HostedStage, _ request: TakeRequest = Wish.request()) async -> ServiceError? {
        stage.book.always { $0.submit = .acceptedThenReset }
        return await hostedError { _ = try await stage.run(request) }
    }

    @Test func anAcceptedRequestWhoseAnswerWasLostIsFoundInTheList() async throws {
        try await withHosted(.replicate) { stage async throws in
            let ask = stage.ask()
            #expect(await lost(stage)?.kind == .ambiguous)
            guard case .found(let ticket) = try await stage.service().find(Wish.request(), ask, known: []) else {
                Issue.record("it was not found")
                return
            }
            #expect(try await stage.watch(stage.service(), ticket, Wish.request()).takes?.count == 1)
            #expect(stage.creates == 1)
        }
    }

    @Test func theListIsReadPageByPage() async throws {
        try await withHosted(.replicate) { stage async throws in
            _ = await lost(stage)
            for number in 0..<5 { _ = await lost(stage, Wish.request("another \(number)")) }
            stage.replicate.pages(of: 2)
            guard case .found(let ticket) = try await stage.service().find(Wish.request(), stage.ask(secondsAgo: 30), known: []) else {
                Issue.record("it was not found")
                return
            }
            #expect(ticket.id == stage.jobs.all[0].id)
            #expect(stage.replicate.lists == 3)
        }
    }

    @Test func anotherSeedAKnownIdAndAnOlderOneAreNotIt() async throws {
        try await withHosted(.replicate) { stage async throws in
            _ = await lost(stage)
            let service = try stage.service()
            func finding(_ request: TakeRequest, known: Set<String> = [], secondsAgo: Double = 90) async throws -> String {
                switch try await service.find(request, stage.ask(secondsAgo: secondsAgo), known: known) {
                case .found: "found"
                case .never: "never"
                case .unsure: "unsure"
                }
            }
            #expect(try await finding(Wish.request()) == "found")
            #expect(try await finding(Wish.request(seed: 42)) == "never")
            #expect(try await finding(Wish.request("another prompt")) == "never")
            #expect(try await finding(Wish.request(), known: [stage.jobs.all[0].id]) == "never")
            stage.jobs.change(stage.jobs.all[0].id) { $0.created = Date(timeIntervalSinceNow: -3600) }
            #expect(try await finding(Wish.request()) == "never")
        }
    }

    @Test func whatTheProjectPutsInOursPlaceIsLookedFor() async throws {
        try await withHosted(.replicate) { stage async throws in
            let options: [String: OptionValue] = ["input": .map(["prompt": .text("another prompt"), "seed": .integer(5)])]
            stage.book.always { $0.submit = .acceptedThenReset }
            _ = await hostedError { _ = try await stage.run(Wish.request(), options) }
            guard case .found = try await stage.service(options).find(Wish.request(), stage.ask(secondsAgo: 90), known: []) else {
                Issue.record("it was not found")
                return
            }
        }
    }

    @Test func whatWasAskedAMomentAgoAndIsNotListedIsNotCalledNeverAccepted() async throws {
        try await withHosted(.replicate) { stage async throws in
            guard case .unsure(let reason) = try await stage.service().find(Wish.request(), stage.ask(), known: []) else {
                Issue.record("it was settled")
                return
            }
            #expect(reason.contains("look again in a minute"))
        }
    }

    @Test func aListWhoseInputsWereRemovedSettlesNothing() async throws {
        try await withHosted(.replicate) { stage async throws in
            _ = await lost(stage)
            stage.jobs.change(stage.jobs.all[0].id) { $0.isRemoved = true }
            guard case .unsure(let reason) = try await stage.service().find(Wish.request(), stage.ask(secondsAgo: 90), known: []) else {
                Issue.record("it was settled")
                return
            }
            #expect(reason.contains("without what was asked"))
        }
    }

    @Test func twoThatAreAlikeSettleNothing() async throws {
        try await withHosted(.replicate) { stage async throws in
            _ = await lost(stage)
            _ = await lost(stage)
            guard case .unsure(let reason) = try await stage.service().find(Wish.request(), stage.ask(secondsAgo: 90), known: []) else {
                Issue.record("it was settled")
                return
            }
            #expect(reason.contains("2 predictions have this prompt and seed"))
        }
    }

    @Test func aListThatGoesOnAtAnotherHostIsNotFollowed() async throws {
        try await withHosted(.replicate) { stage async throws in
            for number in 0..<3 { _ = await lost(stage, Wish.request("another \(number)")) }
            stage.replicate.pages(of: 1)
            stage.replicate.list(at: stage.mediaServer.url)
            guard case .unsure(let reason) = try await stage.service().find(Wish.request(), stage.ask(secondsAgo: 90), known: []) else {
                Issue.record("it was settled")
                return
            }
            #expect(reason.contains("another address"))
            #expect(stage.mediaServer.log.isEmpty)
        }
    }

    @Test func cancellingStopsItAndAFinishedOneSaysItIsCharged() async throws {
        try await withHosted(.replicate) { stage async throws in
            stage.book.create(1) { $0.looks = 9 }
            stage.book.create(2) { $0.looks = 0 }
            let service = try stage.service()
            let request = Wish.request()
            let prepared = try await service.prepare(request, stage.ask())
            let running = try await service.submit(prepared, request, stage.ask())
            #expect(try await service.cancel(running, request, stage.ask()) == .stopped)
            let done = try await service.submit(prepared, request, stage.ask())
            #expect(try await service.cancel(done, request, stage.ask()) == .impossible("Replicate has finished it already; it is charged"))
        }
    }
}
