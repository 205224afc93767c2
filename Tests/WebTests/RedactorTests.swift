import Foundation
import Testing
import Web

struct RedactorTests {
    private let key = "sk-a/b+c=d e&f%1234567890"
    private var redactor: Redactor { Redactor(secrets: [Secret(key)]) }

    @Test func aSecretIsCleanedInEverySpelling() throws {
        let encoded = try #require(key.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let twice = try #require(encoded.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let json = String(decoding: try JSONEncoder().encode(key), as: UTF8.self).dropFirst().dropLast()
        let spellings = [
            key, encoded, encoded.lowercased().replacingOccurrences(of: "sk", with: "sk"), twice, String(json),
            encoded.replacingOccurrences(of: "%20", with: "+"), key.replacingOccurrences(of: "/", with: "\\u002f"),
            Data(key.utf8).base64EncodedString(),
            Data(key.utf8).base64EncodedString().replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "+", with: "-"),
        ]
        for spelling in spellings {
            let clean = redactor.clean("before \(spelling) after")
            #expect(clean.hasPrefix("before •••") && clean.hasSuffix(" after") && clean.count < 25, "\(spelling)")
        }
        #expect(redactor.clean("(\(key))") == "(•••)")
    }

    @Test(arguments: 0..<3)
    func aSecretInsideALongerBase64TextIsCleaned(_ before: Int) {
        let basic = Data((String(repeating: "u", count: before) + "user:" + key + ":tail").utf8).base64EncodedString()
        let clean = redactor.clean("Authorization: \(basic)")
        let shown = clean.replacingOccurrences(of: "•••", with: "|").split(separator: "|")
        #expect(clean.contains("•••"))
        // At most the characters that also hold bits of the neighbours are left of it.
        let start = Data((String(repeating: "u", count: before) + "user:").utf8).count
        #expect(shown.map(\.count).reduce(0, +) <= "Authorization: ".count + (start + 5) * 4 / 3 + 6)
    }

    @Test func addressesLoseTheirQueryTheirFragmentAndTheirPassword() {
        let redactor = Redactor()
        #expect(
            redactor.clean("GET https://cdn.example.com/a/b.mp4?X-Amz-Signature=abc&x=1 failed")
                == "GET https://cdn.example.com/a/b.mp4?… failed")
        #expect(redactor.clean("see (http://me:p@ss@host:81/x#token=1)") == "see (http://host:81/x#…")
        #expect(redactor.clean(#"{"url":"https:\/\/u:p@h.org\/v?sig=1&k=2","n":1}"#) == #"{"url":"https:\/\/h.org\/v?…","n":1}"#)
        #expect(redactor.clean("POST /v1/videos?api_key=abcdef HTTP/1.1") == "POST /v1/videos?… HTTP/1.1")
        #expect(redactor.clean("Is it done? yes=1") == "Is it done? yes=1")
        #expect(redactor.clean("http://a.org/plain and mail@b.org") == "http://a.org/plain and mail@b.org")
    }

    @Test func keysOfOthersAfterTheirUsualWordsAreCleaned() {
        #expect(Redactor().clean("authorization: Bearer abcdefghijklmnopqrstuvwxyz") == "authorization: Bearer •••")
        #expect(Redactor().clean("Key 0123456789abcdef0123:secret") == "Key •••:secret")
        #expect(Redactor().clean("the key is missing") == "the key is missing")
        #expect(Redactor().clean("a monkey 01234567890123456789") == "a monkey 01234567890123456789")
    }

    @Test func aShortKeyIsCleanedWhereItStandsAlone() {
        let redactor = Redactor(secrets: [Secret("none"), Secret("")])
        #expect(redactor.clean("key 'none' is wrong; nonetheless") == "key '•••' is wrong; nonetheless")
    }

    @Test func aTextBecomesOneLineWithoutControlCharacters() {
        #expect(Redactor().clean("a\u{1b}[31mred\nline\ttab\u{0}\u{202e}x") == "a[31mred line tabx")
        #expect(redactor.clean("sk-a/b+c=d e&f%\u{0}1234567890") == "•••")
    }

    @Test func aRedactorThatKnowsMoreCleansBoth() {
        let both = redactor.knowing([Secret("another-secret")])
        #expect(both.clean("\(key) another-secret") == "••• •••")
    }

    @Test func longTextsAreCleanedQuickly() {
        let text = String(repeating: "word sk-a/b word%20word ", count: 4000) + key
        let clock = ContinuousClock()
        var clean = ""
        let time = clock.measure { clean = redactor.clean(text) }
        #expect(clean.hasSuffix("•••"))
        #expect(time < .seconds(5))
    }
}
