import Editorial
import Foundation
import Generators
import Testing
import Timebase
import Web

private let kind = GeneratorKind("made-up", doc: "", options: ServiceOptions.shared())

private func options(_ values: [String: OptionValue], keyEnvironment: String? = nil) throws -> ServiceOptions {
    try ServiceOptions(
        GeneratorSpec(name: "far", kind: "made-up", options: values), kind: kind, folder: "/project", keyEnvironment: keyEnvironment)
}

private func fault(_ values: [String: OptionValue], keyEnvironment: String? = nil) -> String? {
    do {
        _ = try options(values, keyEnvironment: keyEnvironment)
        return nil
    } catch {
        return "\(error)"
    }
}

@Test func aServiceNeedsAnAddress() {
    #expect(fault([:])?.contains("expected base_url: http://host:port") == true)
    #expect(fault(["base_url": .text("ftp//x")])?.contains("is no address") == true)
}

@Test func aKeyIsNeverPartOfAnAddress() {
    #expect(fault(["base_url": .text("https://me:hunter2@host")])?.contains("key_env, key_file, key_command or headers") == true)
    #expect(fault(["base_url": .text("https://me:hunter2@host")])?.contains("hunter2") == false)
}

@Test func aKeyDoesNotCrossANetworkInTheClear() {
    #expect(fault(["base_url": .text("http://10.1.2.3:8000"), "key_env": .text("K")])?.contains("insecure: true") == true)
    #expect(fault(["base_url": .text("http://10.1.2.3:8000"), "key_env": .text("K"), "insecure": .boolean(true)]) == nil)
    #expect(fault(["base_url": .text("http://127.0.0.1:8000"), "key_env": .text("K")]) == nil)
    #expect(fault(["base_url": .text("http://10.1.2.3:8000")]) == nil)
}

@Test func whatDoesNotShapeATakeDoesNotNameIt() throws {
    let project = Project(title: "t", song: SongSpec(file: "s"), shots: [Shot(id: "a", prompt: "a window")])
    let plain: [String: OptionValue] = ["base_url": .text("http://127.0.0.1:1"), "model": .text("m")]
    func key(_ more: [String: OptionValue]) throws -> String {
        try options(plain.merging(more) { $1 }).planning(project).requests(for: project.shots[0], in: project)[0].recipeKey
    }
    let key1 = try key([:])
    for same: [String: OptionValue] in [
        ["base_url": .text("https://elsewhere")], ["key_env": .text("K")], ["concurrent": .integer(2)], ["poll": .number(1)],
        ["deadline": .number(3)], ["price_per_second": .number(0.1)], ["refused": .text("skip")],
        ["headers": .map(["X": .text("${SECRET}")])],
    ] { #expect(try key(same) == key1, "\(same)") }
    for other: [String: OptionValue] in [
        ["model": .text("n")], ["extra": .map(["steps": .integer(4)])], ["width": .integer(640)], ["audio": .boolean(true)],
    ] { #expect(try key(other) != key1, "\(other)") }
}

@Test func aPriceOfTheProjectGoesBeforeTheTable() throws {
    let address: [String: OptionValue] = ["base_url": .text("http://127.0.0.1:1")]
    #expect(try options(address).price(seconds: 5, width: 1280, height: 720) == nil)
    #expect(try options(address.merging(["price_per_second": .number(0.1)]) { $1 }).price(seconds: 5, width: 1, height: 1) == 500_000)
    #expect(try options(address.merging(["price_per_take": .number(0.25)]) { $1 }).price(seconds: 5, width: 1, height: 1) == 250_000)
    #expect(try options(address.merging(["price_per_second": .number(0)]) { $1 }).price(seconds: 5, width: 1, height: 1) == 0)
}

@Test func idsOfServicesArePercentEncodedInAddresses() throws {
    let base = try options(["base_url": .text("http://127.0.0.1:1/v1/")])
    #expect(base.url("videos", "a=/+:b", "content").absoluteString == "http://127.0.0.1:1/v1/videos/a%3D%2F%2B%3Ab/content")
    #expect(base.url("x", query: [("q", "a&b")]).absoluteString == "http://127.0.0.1:1/v1/x?q=a%26b")
}

@Test func aMissingKeyIsNamedWithWhatToDo() async throws {
    let made = try options(["base_url": .text("http://127.0.0.1:1"), "key_env": .text("MV_TEST_NO_SUCH_KEY")])
    do {
        _ = try await made.connect()
        Issue.record("a key that is not there was read")
    } catch let error as ServiceError {
        #expect(error.kind == .auth)
        #expect(error.reason.contains("MV_TEST_NO_SUCH_KEY"))
        #expect(error.reason.contains("generator 'far'"))
    }
}

@Test func aKeyIsInOnePlaceOnly() {
    let base: [String: OptionValue] = ["base_url": .text("https://a.example.com")]
    let words = OptionValue.list([.text("pass"), .text("show"), .text("a")])
    #expect(fault(base.merging(["key_env": .text("K"), "key_command": words]) { $1 })?.contains("it has both key_env and key_command; keep one") == true)
    #expect(fault(base.merging(["key_file": .text("k"), "key_command": words]) { $1 })?.contains("it has both key_file and key_command; keep one") == true)
    #expect(fault(base.merging(["key_command": .list([])]) { $1 })?.contains("key_command is empty; expected a program and its arguments") == true)
    #expect(fault(base.merging(["key_command": words]) { $1 }) == nil)
}

@Test func aKeyFileThatOthersCanReadIsAFaultOfItsOption() throws {
    let path = NSTemporaryDirectory() + "key-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    try writeKey("sk-1234567890", to: path)
    let values: [String: OptionValue] = ["base_url": .text("https://a.example.com"), "key_file": .text(path)]
    #expect(fault(values) == nil)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let error = #expect(throws: GeneratorError.self) { try options(values) }
    #expect(error?.option == "key_file")
    #expect(error?.reason == "the key file \(path) is open to other users of this machine (its mode is 640); run: chmod 600 \(path)")
}

@Test func aProgramThatPrintsTheKeyIsAsked() async throws {
    let made = try ServiceOptions(
        GeneratorSpec(
            name: "far", kind: "made-up",
            options: ["base_url": .text("https://a.example.com"), "key_command": .list([.text("sh"), .text("-c"), .text("echo sk-very-secret >&2; exit 4")])]),
        kind: kind, folder: NSTemporaryDirectory())
    let error = await #expect(throws: ServiceError.self) { try await made.connect() }
    #expect(error?.kind == .auth)
    #expect(error?.reason == "generator 'far': the key command 'sh' ended with exit code 4; run it in a terminal to see why")
}
