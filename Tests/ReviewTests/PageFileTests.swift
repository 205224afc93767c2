import Foundation
import Review
import Testing

/// The page that lies in the program.
@Suite struct PageFileTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/ReviewPage/Page")

    private static func text(_ name: String) -> String { String(decoding: PageFile.all[name] ?? [], as: UTF8.self) }

    @Test func everyFileOfThePageIsInTheProgramAsItIs() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { !$0.hasPrefix(".") }
        #expect(Set(names) == Set(PageFile.all.keys))
        for name in names {
            #expect(try Data(contentsOf: Self.folder.appendingPathComponent(name)) == Data(PageFile.all[name] ?? []), "\(name) is older in the program")
        }
    }

    @Test func thePageNamesOnlyFilesThatAreThereAndNothingFromElsewhere() throws {
        for name in PageFile.all.keys {
            let text = Self.text(name)
            for match in text.matches(of: /(?:from|import)\s*\(?\s*["'](?:\.\/)?([\w.-]+)["']/) where name.hasSuffix(".js") {
                #expect(PageFile.all[String(match.1)] != nil, "\(name) wants \(match.1)")
            }
            for match in text.matches(of: /(?:href|src)="([^"#][^"]*)"/) where name.hasSuffix(".html") && !match.1.hasPrefix("data:") {
                #expect(PageFile.all[String(match.1)] != nil, "\(name) wants \(match.1)")
            }
            #expect(!text.contains(/(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}\/.*\.(?:js|css|woff2?)/), "\(name) loads something from elsewhere")
        }
    }

    /// What the page's own policy forbids would only be seen in a browser.
    @Test func nothingInThePageNeedsWhatItsPolicyForbids() {
        let html = Self.text("index.html")
        #expect(!html.contains(/<script(?![^>]*\ssrc=)/) && !html.contains(/\sstyle="/) && !html.contains(/\son[a-z]+="/) && !html.contains("<style"))
        for (name, _) in PageFile.all where name.hasSuffix(".js") {
            let text = Self.text(name)
            for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function("] {
                #expect(!text.contains(word), "\(name) has \(word)")
            }
        }
    }
}
