import Content
import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Web

/// What holds of every hosted service, on its fake.
struct HostedServicesTests {
    @Test(arguments: Hosted.allCases)
    func aTakeIsAskedForOnceAndBroughtHome(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            let take = try #require(try await stage.run().takes?.first)
            #expect(take.facts?.width == 64)
            #expect(take.broken == nil)
            #expect(stage.jobs.all.count == 1)
            #expect(stage.creates == 1)
        }
    }

    @Test(arguments: Hosted.allCases)
    func aCreateThatIsCutOffIsAmbiguousAndNotSentAgain(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            for submit in [Scenario.Submit.acceptedThenReset, .lost] {
                stage.book.always { $0.submit = submit }
                #expect(await hostedError { _ = try await stage.run() }?.kind == .ambiguous)
            }
            #expect(stage.creates == 2)
            #expect(stage.jobs.all.count == 1)
        }
    }

    @Test(arguments: Hosted.allCases)
    func aGatewaysErrorOrAnUnreadableAnswerToACreateIsAmbiguous(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            for submit in [
                Scenario.Submit.acceptedThenStatus(500), .acceptedThenStatus(502), .acceptedThenStatus(504), .acceptedThenGarbage,
            ] {
                stage.book.always { $0.submit = submit }
                #expect(await hostedError { _ = try await stage.run() }?.kind == .ambiguous, "\(submit)")
            }
            #expect(stage.creates == 4)
        }
    }

    @Test(arguments: Hosted.allCases)
    func aRateLimitSaysWhenToAskAgain(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            stage.book.always { $0.submit = .rateLimited(.seconds(7)) }
            #expect(await hostedError { _ = try await stage.run() }?.kind == .rateLimited(after: .seconds(7)))
            stage.book.always { $0.submit = .rateLimited(.date(20)) }
            #expect(await hostedError { _ = try await stage.run() }?.kind == .rateLimited(after: .seconds(20)))
            #expect(stage.jobs.all.isEmpty)
        }
    }

    @Test(arguments: Hosted.allCases)
    func noCreditAWrongKeyAndARefusalAreToldApart(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            stage.book.create(1) { $0.submit = .noCredit }
            stage.book.create(2) { $0.submit = .unauthorised }
            stage.book.create(3) { $0.submit = .rejected(422, "steps: must be less than 50") }
            #expect(await hostedError { _ = try await stage.run() }?.kind == .quota)
            #expect(await hostedError { _ = try await stage.run() }?.kind == .auth)
            let wrong = await hostedError { _ = try await stage.run() }
            #expect(wrong?.kind == .badRequest)
            #expect(wrong?.reason.contains("must be less than 50") == true)
        }
    }

    @Test(arguments: Hosted.allCases)
    func aRefusalForContentIsItsOwnKindWhetherAtOnceOrAtTheEnd(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            if kind != .replicate {
                stage.book.always { $0.submit = .refused }
                #expect(await hostedError { _ = try await stage.run() }?.kind == .moderation)
            }
            stage.book.always { $0.ending = .refused }
            let error = try await stage.run().error
            #expect(error?.kind == .moderation)
            #expect(error?.reason.isEmpty == false)
        }
    }

    @Test(arguments: Hosted.allCases)
    func troubleWithLookingFailsNothing(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            stage.book.always { $0.lookFaults = [.status(502), .reset, .garbage, .rateLimited(.milliseconds(10)), .status(503)] }
            #expect(try await stage.run().takes?.count == 1)
            #expect(stage.creates == 1)
        }
    }

    @Test(arguments: Hosted.allCases)
    func aKeyThatIsTakenAwayPausesTheRequest(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            stage.book.always { $0.lookFaults = [.status(401)] }
            #expect(try await stage.run().pause?.contains("kept") == true)
        }
    }

    @Test(arguments: Hosted.allCases)
    func aWordNobodyKnowsDecidesNothing(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            stage.book.always { scenario in
                scenario.looks = 3
                scenario.words = ["percolating", "Not-Started", "dreaming"]
            }
            #expect(try await stage.run().takes?.count == 1)
        }
    }

    @Test(arguments: Hosted.allCases)
    func aRequestTheServiceHasForgottenIsGone(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            stage.book.always { scenario in
                scenario.looks = 9
                scenario.goneAfter = 1
            }
            #expect(try await stage.run().error?.kind == .gone)
        }
    }

    @Test(arguments: Hosted.allCases)
    func finishedWithNothingMadeIsAFailure(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            stage.book.always { $0.ending = .empty }
            #expect(try await stage.run().error?.kind == .modelFailure)
        }
    }

    @Test(arguments: Hosted.allCases)
    func aFailureIsToldInTheServicesWords(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            stage.book.create(1) { $0.ending = .failed(.withCode("INTERNAL.BAD_OUTPUT", "the frames came out black")) }
            stage.book.create(2) { $0.ending = .failed(.asText("CUDA out of memory")) }
            let black = try await stage.run().error
            #expect(black?.kind == .modelFailure)
            #expect(black?.reason.contains("the frames came out black") == true)
            #expect(try await stage.run().error?.reason.contains("CUDA out of memory") == true)
        }
    }

    @Test(arguments: Hosted.allCases)
    func aFileThatIsNotThereYetOrBreaksOffIsFetchedAgain(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            stage.book.always { $0.fileFaults = [.status(404), .status(404), .cut] }
            #expect(try await stage.run().takes?.first?.broken == nil)
            #expect(stage.creates == 1)
        }
    }

    @Test(arguments: Hosted.allCases)
    func aPageOrJSONIsNeverKeptAsAVideo(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            for fault in [Scenario.FileFault.page, .json] {
                stage.book.always { $0.fileFaults = Array(repeating: fault, count: 20) }
                #expect(try await stage.run().error?.kind == .badMedia, "\(fault)")
            }
        }
    }

    @Test(arguments: Hosted.allCases)
    func everyFileThatWasMadeBecomesATake(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            stage.book.always { $0.outputs = 2 }
            let takes = try #require(try await stage.run().takes)
            #expect(takes.count == 2)
            #expect(Set(takes.map(\.blob)).count == 2)
        }
    }

    @Test(arguments: Hosted.allCases)
    func theKeyGoesToNobodyElseAndIsNeverTold(kind: Hosted) async throws {
        try await withHosted(kind, signed: true) { stage async throws in
            stage.book.create(2) { $0.submit = .rejected(400, "bad header Authorization: Bearer \(HostedStage.key)") }
            stage.book.create(3) { $0.ending = .failed(.asText("failed for \(HostedStage.key)")) }
            #expect(try await stage.run().takes?.count == 1)
            #expect(stage.media.fetches > 0)
            #expect(stage.media.withCredentials.isEmpty)
            let rejected = await hostedError { _ = try await stage.run() }
            #expect(rejected?.reason.contains("bad header") == true)
            #expect(rejected?.reason.contains(HostedStage.key) == false)
            let failed = try await stage.run().error
            #expect(failed?.reason.contains("failed for") == true)
            #expect(failed?.reason.contains(HostedStage.key) == false)
        }
    }

    @Test(arguments: Hosted.allCases)
    func whatIsWrittenDownHoldsNoKeyAndNoPictureButItsDigest(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            let picture = try stage.picture("first.png", bytes: 3000)
            let model = kind == .fal ? "bytedance/seedance-2.0/image-to-video" : kind.model
            let prepared = try await stage.prepared(Wish.request(inputs: ["first_frame": picture]), ["model": .text(model)])
            let text = String(decoding: prepared.sent.data(), as: UTF8.self)
            #expect(text.contains(picture.digest.hex))
            #expect(text.contains("first.png"))
            #expect(!text.contains("base64"))
            #expect(!text.contains(HostedStage.key))
            #expect(!text.contains(stage.bench.folder))
        }
    }

    @Test(arguments: Hosted.allCases)
    func aPictureThatHasChangedIsNotSent(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            let picture = try stage.picture("first.png")
            let service = try stage.service(kind == .fal ? ["model": .text("bytedance/seedance-2.0/image-to-video")] : [:])
            try Data("other".utf8).write(to: URL(fileURLWithPath: picture.path))
            let request = Wish.request(inputs: ["first_frame": picture])
            let error = await hostedError {
                _ = try await service.submit(try await service.prepare(request, stage.ask()), request, stage.ask())
            }
            #expect(error?.kind == .badRequest)
            #expect(error?.reason.contains("first.png has changed") == true)
            #expect(stage.creates == 0)
        }
    }

    @Test(arguments: Hosted.allCases)
    func aModelHasToBeNamed(kind: Hosted) {
        let spec = GeneratorSpec(name: "far", kind: kind.rawValue, options: ["key_env": .text("NO_SUCH_KEY")])
        #expect(throws: GeneratorError.self) { _ = try kind.type.init(spec: spec, folder: "/") }
        do {
            _ = try kind.type.init(spec: spec, folder: "/")
        } catch {
            #expect("\(error)".contains("names no model; expected one such as model: "))
        }
    }

    @Test(arguments: Hosted.allCases)
    func aMissingKeyIsNamedAndNothingIsSent(kind: Hosted) async throws {
        try await withHosted(kind) { stage async throws in
            try FileManager.default.removeItem(atPath: stage.bench.path("key.txt"))
            let error = await hostedError { _ = try await stage.run() }
            #expect(error?.kind == .auth)
            #expect(error?.reason.contains("key.txt") == true)
            #expect(stage.server.log.isEmpty)
        }
    }
}
