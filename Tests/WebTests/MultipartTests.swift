import Foundation
import Synchronization
import Testing
import Web

struct MultipartTests {
    private func sent(_ parts: [FormPart]) async throws -> Loopback.Seen {
        try await Loopback.serve { _ in
            .answer()
        } _: { server in
            _ = try await WebClient(reach: .anywhere).send(WebRequest("POST", server.url(), body: .multipart(parts)))
            return server.log[0]
        }
    }

    @Test func partsAreWrittenOneAfterTheOther() async throws {
        try await withFolder { folder in
            try Data([0, 13, 10, 255, 45, 45]).write(to: URL(fileURLWithPath: folder + "/pic"))
            let seen = try await sent([
                FormPart("prompt", text: "rain – at night\r\nsecond"),
                FormPart("input_reference", file: folder + "/pic", filename: "first.png", type: "image/png"),
                FormPart("empty", text: ""),
            ])
            let type = try #require(seen["Content-Type"])
            let boundary = try #require(type.split(separator: "=").last)
            #expect(type.hasPrefix("multipart/form-data; boundary=mv-"))
            let line = "--\(boundary)\r\nContent-Disposition: form-data; name="
            var expected = Data("\(line)\"prompt\"\r\n\r\nrain – at night\r\nsecond\r\n".utf8)
            expected += Data("\(line)\"input_reference\"; filename=\"first.png\"\r\n".utf8)
            expected += Data("Content-Type: image/png\r\n\r\n".utf8) + Data([0, 13, 10, 255, 45, 45]) + Data("\r\n".utf8)
            expected += Data("\(line)\"empty\"\r\n\r\n\r\n--\(boundary)--\r\n".utf8)
            #expect(seen.body == expected)
            #expect(seen["Content-Length"] == "\(expected.count)")
        }
    }

    @Test func quotesAndLineBreaksInNamesAreEscaped() async throws {
        try await withFolder { folder in
            try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/f"))
            let seen = try await sent([
                FormPart("a\"\r\nX-Evil: 1", text: "v"),
                FormPart("b", file: folder + "/f", filename: "q\"\r\n\r\n.png", type: "image/png\r\nX-Evil: 2"),
            ])
            #expect(seen.text.contains(#"name="a%22%0D%0AX-Evil: 1""#))
            #expect(seen.text.contains(#"filename="q%22%0D%0A%0D%0A.png""#))
            #expect(!seen.text.contains("\r\nX-Evil"))
        }
    }

    @Test func aBoundaryIsDrawnAgainWhileAPartHoldsIt() throws {
        let draws = Mutex(["one", "two", "three"])
        let parts = [FormPart("a", text: "has one in it"), FormPart("two", text: "")]
        let form = try MultipartForm(parts) { draws.withLock { $0.removeFirst() } }
        #expect(form.type == "multipart/form-data; boundary=three")
        #expect(MultipartForm.random() != MultipartForm.random())
    }

    @Test func aLargeFileIsStreamedWhole() async throws {
        try await withFolder { folder in
            var bytes = Data((0..<1_000_003).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            try bytes.write(to: URL(fileURLWithPath: folder + "/big"))
            let seen = try await sent([FormPart("f", file: folder + "/big", filename: "big.bin", type: "application/octet-stream")])
            let start = try #require(seen.body.range(of: Data("\r\n\r\n".utf8))).upperBound
            #expect(seen.body[start..<start + bytes.count] == bytes)
            bytes.removeAll()
        }
    }
}
