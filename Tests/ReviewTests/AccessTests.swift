import Review
import Testing

@Suite struct AccessTests {
    @Test(arguments: [
        ("127.0.0.1:8000", true), ("localhost:8000", true), ("LOCALHOST:8000", true), ("[::1]:8000", true), ("127.0.0.1", false), ("127.0.0.1:80", false),
        ("evil.example:8000", false), ("localhost.evil.example:8000", false), ("127.0.0.1.evil.example:8000", false), ("192.168.1.2:8000", false),
        ("", false), (":8000", false), ("127.0.0.1:8000:8000", false), ("127.0.0.1:8000@evil.example", false),
    ])
    func onlyNamesOfThisMachineAreAnswered(authority: String, isAnswered: Bool) {
        let port = BoundPort()
        port.value = 8000
        #expect(HostRule(isShared: false, port: port).allows(authority) == isAnswered)
    }

    @Test func aSharedPageIsAnsweredUnderAddressesButNotUnderNamesOfOthers() {
        let port = BoundPort()
        port.value = 8000
        let rule = HostRule(isShared: true, port: port)
        for name in ["192.168.1.2:8000", "[fe80::1]:8000", "127.0.0.1:8000"] { #expect(rule.allows(name), "\(name)") }
        for name in ["evil.example:8000", "1.2.3.4.5:8000", "256.1.1.1:8000", "192.168.1.2"] { #expect(!rule.allows(name), "\(name)") }
        #expect(!rule.allows(nil) && rule.allows(origin: "http://192.168.1.2:8000") && !rule.allows(origin: "https://192.168.1.2:8000"))
    }

    @Test func tokensOpenWhatTheyAreFor() {
        let tokens = AccessTokens()
        #expect(tokens.role(of: tokens.editor) == .editor && tokens.role(of: tokens.viewer) == .viewer)
        #expect(tokens.role(of: nil) == .nobody && tokens.role(of: "") == .nobody && tokens.role(of: String(tokens.editor.dropLast())) == .nobody)
        #expect(tokens.editor.count == 64 && tokens.editor != AccessTokens().editor)
        let closed = AccessTokens(isReadOnly: true)
        #expect(closed.role(of: closed.editor) == .viewer)
    }

    @Test(arguments: [
        ("bytes=0-", 0...99), ("bytes=10-19", 10...19), ("bytes=90-200", 90...99), ("bytes=-10", 90...99), ("bytes=-1000", 0...99),
    ])
    func aRangeOfBytesIsWhatTheHeaderSays(header: String, bytes: ClosedRange<Int>) {
        #expect(ByteRange(header, size: 100)?.bytes == bytes)
    }

    @Test(arguments: ["bytes=100-", "bytes=20-10", "bytes=", "bytes=-", "bytes=-0", "bytes=a-b", "bytes=0-1,5-6", "items=0-1", "bytes=0x1-5", "bytes=99999999999999999999-"])
    func otherRangesAreNoRanges(header: String) { #expect(ByteRange(header, size: 100) == nil) }
}
