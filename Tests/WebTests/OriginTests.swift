import Foundation
import Testing
import Web

struct OriginTests {
    private func origin(_ text: String) throws -> Origin? { Origin(try address(text)) }

    @Test func theUsualPortIsFilledInAndTheHostIsInLowerCase() throws {
        #expect(try origin("https://API.Example.com/v1") == origin("https://api.example.com:443/other?x=1"))
        #expect(try origin("http://example.com") == origin("http://example.com:80"))
    }

    @Test func anotherSchemeHostOrPortIsAnotherOrigin() throws {
        let home = try origin("https://example.com")
        #expect(try origin("http://example.com") != home)
        #expect(try origin("https://example.com:8443") != home)
        #expect(try origin("https://www.example.com") != home)
        #expect(try origin("https://example.com.evil.org") != home)
        #expect(try origin("https://example.com@evil.org") != home)
    }

    @Test func onlyHTTPHasAnOrigin() throws {
        #expect(try origin("file:///etc/passwd") == nil)
        #expect(try origin("ftp://example.com") == nil)
        #expect(try origin("https:///path") == nil)
    }

    @Test(arguments: ["http://localhost:8188", "http://127.0.0.1", "http://127.9.8.7:1", "http://[::1]:8000", "http://a.localhost"])
    func thisMachineIsLoopback(_ text: String) throws {
        #expect(try #require(try origin(text)).isLoopback)
    }

    @Test(arguments: ["http://192.168.1.4", "http://127.0.0.1.evil.org", "http://localhost.evil.org", "http://[::2]", "http://127.1"])
    func anotherMachineIsNot(_ text: String) throws {
        #expect(try !#require(try origin(text)).isLoopback)
    }
}
