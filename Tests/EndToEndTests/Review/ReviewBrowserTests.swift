import Foundation
import Testing

/// The review page in a real browser, used by keys as a person uses it.
@Suite(.serialized, .enabled(if: Browser.isThere, "SKIPPED: no chromium and chromedriver on PATH, so the review page was looked at by nobody"))
struct ReviewBrowserTests {
    /// Three shots of five takes, scored and cut.
    private func built(_ change: (String) -> String = { $0 }) async throws -> TinyProject {
        let yaml = TinyProject.yaml(keep: 5).replacing("takes: 2", with: "takes: 5").replacing("width: 160, height: 90}\ndefaults", with: "width: 320, height: 180}\ndefaults")
        let project = try TinyProject(yaml: change(yaml))
        #expect(try await project.build("--until", "cut").code == 0)
        return project
    }

    private func open(_ page: ReviewPageProgram, width: Int = 1440, height: Int = 900, isPhone: Bool = false, at hash: String = "") throws -> Browser {
        let browser = try Browser(width: width, height: height, isPhone: isPhone)
        try browser.go(page.url + hash)
        #expect(try browser.wait(until: "document.querySelector('#tabs a')"))
        return browser
    }

    private func verdicts(_ page: ReviewPageProgram) throws -> [String] { try page.takes().compactMap { $0["verdict"] as? String } }

    private func fourth(_ page: ReviewPageProgram) throws -> String {
        let take = try page.takes()[3]
        return "\(take["verdict"] ?? "") \(take["stars"] ?? 0)"
    }

    private func isSecondLocked(_ page: ReviewPageProgram) throws -> Bool {
        let clips = try page.get("/api/cut").json["clips"] as? [[String: Any]]
        return clips?[1]["locked"] as? Bool ?? false
    }

    @Test func takesAreCulledByKeysAndTheTokenLeavesTheAddress() async throws {
        let page = try ReviewPageProgram(try await built())
        #expect(try page.wait { try page.takes().allSatisfy { $0["proxy"] as? Bool == true } })
        let browser = try open(page)
        #expect(try browser.wait(until: "document.querySelectorAll('.cell').length >= 15"))
        #expect(try browser.url.contains("token") == false)

        // Pick, reject for hands, leave, pick with four stars, and take the last step back.
        try browser.press("p")
        try browser.press("x", "h")
        #expect(try page.wait(5) { try verdicts(page).prefix(2) == ["pick", "reject"] })
        #expect(try page.takes()[1]["reason"] as? String == "hands")
        try browser.press(Browser.Key.right)
        try browser.press("4", "p")
        #expect(try page.wait(5) { try fourth(page) == "pick 4" })
        try browser.press("z")
        #expect(try page.wait(5) { try fourth(page) == "unset 4" })
        #expect(try browser.run("return document.querySelector('#status').innerText") as? String == "2 of 15 decided, 1 picked of 5")
        try browser.screenshot("cull-grid")

        // One take large, with its reasons.
        try browser.press("g")
        #expect(try browser.wait(until: "document.querySelector('video')?.readyState >= 2 && document.body.innerText.includes('sharpness')"))
        try browser.screenshot("cull-single")
        try browser.press("?")
        #expect(try browser.wait(until: "document.querySelector('dialog[open]')?.innerText.includes('reject')"))
        try browser.press(Browser.Key.escape)
        #expect(try browser.complaints() == [])
    }

    /// The issue's stopwatch, by a script that looks at each take for a moment.
    @Test func everyTakeOfAPoolIsDecidedInOneRunOfKeys() async throws {
        let page = try ReviewPageProgram(try await built())
        let browser = try open(page)
        #expect(try browser.wait(until: "document.querySelectorAll('.cell').length >= 15"))
        for number in 0..<15 {
            if number % 3 == 0 { try browser.press("p") } else { try browser.press("x", "0") }
        }
        #expect(try page.wait(10) { try !verdicts(page).contains("unset") })
        #expect(try verdicts(page).count { $0 == "pick" } == 5)
    }

    @Test func aDecisionMadeByACommandIsSeenAtOnce() async throws {
        let project = try await built()
        let page = try ReviewPageProgram(project)
        let browser = try open(page)
        #expect(try browser.wait(until: "document.querySelectorAll('.cell').length >= 15"))
        let take = try #require(try page.takes()[2]["id"] as? String)
        _ = try await Program.run("pool", "pick", "project.yaml", String(take.prefix(10)), in: project.folder)
        #expect(try browser.wait(3, until: "[...document.querySelectorAll('.cell')].some(cell => cell.getAttribute('aria-label')?.includes('picked'))"))
    }

    @Test func takesAreComparedSideBySide() async throws {
        let page = try ReviewPageProgram(try await built())
        #expect(try page.wait { try page.takes().allSatisfy { $0["proxy"] as? Bool == true } })
        let takes = try page.takes().prefix(2).compactMap { $0["id"] as? String }
        let browser = try open(page, at: "#compare/" + takes.joined(separator: ","))
        #expect(try browser.wait(until: "[...document.querySelectorAll('.panes video')].filter(v => v.readyState >= 2).length === 2"))
        try browser.press("2", "p")
        #expect(try page.wait(5) { try verdicts(page).prefix(2) == ["unset", "pick"] })
        try browser.screenshot("compare")
        #expect(try browser.complaints() == [])
    }

    @Test func theCutPlaysAndIsChangedByKeys() async throws {
        let project = try await built()
        let page = try ReviewPageProgram(project)
        #expect(try page.wait { try page.takes().allSatisfy { $0["proxy"] as? Bool == true } })
        let browser = try open(page, at: "#cut")
        #expect(try browser.wait(until: "document.querySelectorAll('.tl-clip').length === 5"))
        try browser.press(" ")
        #expect(try browser.wait(until: "document.querySelector('.cut-time').textContent >= '0:01'"))
        try browser.press("k")
        let before = try project.clips().compactMap { $0["take"] as? String }
        // The second clip is locked, and changes places with nothing else.
        try browser.press("\u{E011}")
        try browser.press(Browser.Key.right)
        #expect(try browser.wait(until: "document.querySelector('.tl-clip[aria-selected=true]')?.getAttribute('aria-label').startsWith('slot 2')"))
        try browser.press(Browser.Key.enter)
        #expect(try browser.wait(until: "document.querySelector('.tl-clip[aria-selected=true]')?.getAttribute('aria-label').includes('locked')"))
        #expect(try page.wait(5) { try isSecondLocked(page) })
        #expect(try project.clips().compactMap { $0["take"] as? String } == before)
        try browser.screenshot("cut")
        try browser.press("z")
        #expect(try page.wait(5) { try !isSecondLocked(page) })
        #expect(try browser.complaints() == [])
    }

    /// A project that does not say how many takes it keeps, whose cuts are whips; the small films come while the page is open.
    @Test func transitionsAreShownAndNothingIsAskedForInVain() async throws {
        let project = try await built { $0.replacing("select: {keep: 5}", with: "edit: {at_cuts: {kind: whip, frames: 8}}") }
        let page = try ReviewPageProgram(project)
        let browser = try open(page, at: "#cut")
        #expect(try browser.wait(until: "document.querySelectorAll('.tl-clip').length > 1"))
        #expect(try page.wait { try page.takes().allSatisfy { $0["proxy"] as? Bool == true } })
        #expect(try browser.run("return document.querySelector('.cut-camera').hidden") as? Bool == true)
        // To the cut, where the second clip comes out of the whip.
        try browser.press(Browser.Key.right)
        #expect(try browser.wait(until: "!document.querySelector('.cut-camera').hidden"))
        try browser.screenshot("cut-whip")
        for _ in 0..<5 { try browser.press(".") }
        #expect(try browser.wait(until: "document.querySelector('.cut-camera').hidden"))
        #expect(try browser.complaints() == [])
    }

    @Test func aTakeThatIsTriedShowsTheFramesThatAreThenPlaced() async throws {
        let project = try await built()
        let page = try ReviewPageProgram(project)
        #expect(try page.wait { try page.takes().allSatisfy { $0["proxy"] as? Bool == true } })
        let browser = try open(page, at: "#cut/2")
        #expect(try browser.wait(until: "document.querySelector('.cand-cell[aria-label*=\"not kept\"]')"))
        try browser.run("document.querySelector('.cand-cell[aria-label*=\"not kept\"]').click()")
        #expect(try browser.wait(until: "!document.querySelector('.cut-tried').hidden"))
        let before = try project.clips()[1]["take"] as? String
        try browser.press(Browser.Key.enter)
        #expect(try page.wait(5) { try project.clips()[1]["take"] as? String != before })
        #expect(try browser.complaints() == [])
    }

    @Test func aBuildIsStartedAndWatched() async throws {
        let project = try await built()
        let page = try ReviewPageProgram(project)
        let browser = try open(page, at: "#build")
        #expect(try browser.wait(until: "document.querySelector('.build-ways button:not([disabled])')"))
        try browser.run("document.querySelector('.build-ways button').click()")
        #expect(try browser.wait(60, until: "document.body.innerText.includes('final.mp4')"))
        #expect(project.exists("out/final.mp4"))
        try browser.screenshot("build")
        #expect(try browser.complaints() == [])
    }

    @Test func aPhoneShowsThePageWithoutScrollingSideways() async throws {
        let page = try ReviewPageProgram(try await built())
        let browser = try open(page, width: 390, height: 844, isPhone: true)
        for view in ["cull", "compare", "cut", "build"] {
            try browser.run("location.hash = '#\(view)'")
            usleep(600_000)
            #expect(try browser.run("return document.documentElement.scrollWidth <= innerWidth") as? Bool == true, "\(view)")
            try browser.screenshot("phone-\(view)")
        }
    }
}
