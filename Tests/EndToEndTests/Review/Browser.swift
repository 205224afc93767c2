import Foundation

/// A real Chromium without a window, driven through chromedriver as people drive it: https://www.w3.org/TR/webdriver2/.
final class Browser {
    static let driver = find(["chromedriver"])
    static let program = find(["chromium", "chromium-browser", "google-chrome"])
    static var isThere: Bool { driver != nil && program != nil }

    /// What a key that has no letter is called in WebDriver.
    enum Key {
        static let enter = "\u{E007}"
        static let escape = "\u{E00C}"
        static let right = "\u{E014}"
        static let left = "\u{E012}"
        static let shift = "\u{E008}"
        static let alt = "\u{E00A}"
    }

    private let process = Process()
    private let http: RawHTTP
    private var session = ""

    init(width: Int = 1440, height: Int = 900, isPhone: Bool = false) throws {
        let port = 20_000 + Int(getpid()) % 20_000 + Int.random(in: 0..<500)
        http = RawHTTP(port: port)
        process.executableURL = URL(fileURLWithPath: Self.driver ?? "")
        process.arguments = ["--port=\(port)"]
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try process.run()
        for _ in 0..<100 where (try? http.send("GET", "/status", within: 2).status) != 200 { usleep(100_000) }
        var options: [String: Any] = [
            "binary": Self.program ?? "",
            "args": [
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--autoplay-policy=no-user-gesture-required", "--window-size=\(width),\(height)",
            ],
        ]
        if isPhone { options["mobileEmulation"] = ["deviceMetrics": ["width": width, "height": height, "pixelRatio": 2, "touch": true]] }
        let wanted: [String: Any] = ["goog:chromeOptions": options, "goog:loggingPrefs": ["browser": "ALL"]]
        let answer = try command("POST", "/session", ["capabilities": ["alwaysMatch": wanted]], within: 60) as? [String: Any]
        session = answer?["sessionId"] as? String ?? ""
        if session.isEmpty { throw RawHTTP.Broken(description: "no browser session: \(answer ?? [:])") }
    }

    deinit {
        _ = try? command("DELETE", "/session/\(session)", nil)
        // It may keep running for minutes after a polite signal, and has nothing to lose.
        kill(process.processIdentifier, SIGKILL)
    }

    func go(_ url: String) throws { _ = try command("POST", path("url"), ["url": url]) }
    var url: String { get throws { try command("GET", path("url"), nil) as? String ?? "" } }

    /// Runs a function's body in the page and gives what it returns.
    @discardableResult
    func run(_ script: String) throws -> Any? { try command("POST", path("execute/sync"), ["script": script, "args": [Any]()]) }

    /// Presses keys one after the other, down and up, with the ones that are held.
    func press(_ keys: String..., holding held: String...) throws {
        var actions: [[String: String]] = held.map { ["type": "keyDown", "value": $0] }
        for key in keys { actions += [["type": "keyDown", "value": key], ["type": "keyUp", "value": key]] }
        actions += held.reversed().map { ["type": "keyUp", "value": $0] }
        _ = try command("POST", path("actions"), ["actions": [["type": "key", "id": "keyboard", "actions": actions]]])
    }

    /// PNG, into the folder that `MV_SCREENSHOTS` names; nothing where it names none.
    func screenshot(_ name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["MV_SCREENSHOTS"] else { return }
        let text = try command("GET", path("screenshot"), nil) as? String ?? ""
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(base64Encoded: text)?.write(to: URL(fileURLWithPath: folder + "/\(name).png"))
    }

    /// What the page complained about: errors of scripts, and what its policy refused.
    func complaints() throws -> [String] {
        let all = try command("POST", path("se/log"), ["type": "browser"]) as? [[String: Any]] ?? []
        return all.filter { $0["level"] as? String == "SEVERE" }.compactMap { $0["message"] as? String }
    }

    /// Looks until a script gives true, for some seconds.
    func wait(_ seconds: Double = 15, until script: String) throws -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            if try run("return !!(\(script))") as? Bool == true { return true }
            usleep(50_000)
        }
        return false
    }

    private func path(_ rest: String) -> String { "/session/\(session)/\(rest)" }

    private func command(_ method: String, _ path: String, _ body: [String: Any]?, within seconds: Int = 30) throws -> Any? {
        let data = try body.map { try JSONSerialization.data(withJSONObject: $0) }
        let answer = try http.send(method, path, data == nil ? [:] : ["Content-Type": "application/json"], body: data, within: seconds)
        let value = answer.json["value"]
        guard answer.status == 200 else { throw RawHTTP.Broken(description: "\(path): \((value as? [String: Any])?["message"] ?? answer.text)") }
        return value is NSNull ? nil : value
    }

    private static func find(_ names: [String]) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return names.lazy.flatMap { name in folders.map { "\($0)/\(name)" } }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
