public import Editorial
public import Foundation
public import Timebase
public import Web

/// The options every service has, read and checked.
public struct ServiceOptions: Sendable {
    /// What to do when a service refuses a prompt for its content. It is never sent again unchanged.
    public enum Refusal: String, Sendable, CaseIterable {
        /// The shot's next prompt from `if_refused`, if it has one.
        case next
        /// The take is given up.
        case skip
        /// No more is asked of this generator in this build.
        case stop
    }

    /// Name of the generator in the project.
    public let name: String
    private let calling: String
    public let kind: String
    /// The options that shape a take; what a request is named by.
    public let spec: GeneratorSpec
    /// Every option as it stands in the project.
    public let all: [String: OptionValue]
    public let folder: String
    /// Without a slash at its end.
    public let baseURL: URL
    public let key: Secret.Source?
    /// Where what the service answers may lead.
    public let reach: Reach
    public let headers: [String: String]
    public let model: String?
    /// How many requests may be with the service at once.
    public let concurrent: Int
    /// Seconds between two looks at a request.
    public let poll: Duration
    /// How long a build waits for one request before it leaves it to the next build.
    public let deadline: Duration
    public let perSecond: Int?
    public let perTake: Int?
    public let refusal: Refusal
    /// Nil when the project does not say: services are then told to make none, where they can be told.
    public let audio: Bool?
    public let width: Int?
    public let height: Int?
    public let rate: FrameRate?
    /// Sent as they are, over what we would send.
    public let extra: [String: OptionValue]

    /// - Parameters:
    ///   - kind: of the generator whose options these are.
    ///   - baseURL: where the service is unless the project says otherwise.
    ///   - keyEnvironment: variable that holds the key unless the project names another.
    ///   - concurrent, poll: what the service is used to.
    ///   - calling: what messages call the one whose options these are.
    public init(
        _ spec: GeneratorSpec, kind: GeneratorKind, folder: String, baseURL: String? = nil, keyEnvironment: String? = nil,
        concurrent: Int = 4, poll: Double = 5, calling: String = "generator"
    ) throws {
        let options = spec.options
        func wrong(_ reason: String, _ option: String? = nil) -> GeneratorError {
            GeneratorError(.configuration, "\(calling) '\(spec.name)'", reason, option: option)
        }
        guard let address = options["base_url"]?.text ?? baseURL else {
            throw wrong("it does not say where the service is; expected base_url: http://host:port")
        }
        let trimmed = address.hasSuffix("/") ? String(address.dropLast()) : address
        guard let url = URL(string: trimmed), let origin = Origin(url), url.query == nil else {
            throw wrong("base_url '\(Redactor().clean(address))' is no address; expected one such as http://127.0.0.1:8000")
        }
        guard url.user == nil, url.password == nil else {
            throw wrong("base_url holds a user or password, which would be recorded; use key_env, key_file, key_command or headers", "base_url")
        }
        let places = ["key_env", "key_file", "key_command"].filter { options[$0] != nil }
        if places.count > 1 { throw wrong("it has both \(places[0]) and \(places[1]); keep one", places[1]) }
        name = spec.name
        self.calling = calling
        self.kind = kind.kind
        self.spec = spec.shaping(kind)
        all = options
        self.folder = folder
        self.baseURL = url
        if let file = options["key_file"]?.text {
            let path = file.hasPrefix("/") || file.hasPrefix("~") ? (file as NSString).expandingTildeInPath : folder + "/" + file
            do { try SecretFile.check(path) } catch { throw wrong("\(error)", "key_file") }
            key = .file(path)
        } else if let words = options["key_command"]?.texts {
            guard !words.isEmpty else { throw wrong("key_command is empty; expected a program and its arguments", "key_command") }
            key = .command(words, folder: folder)
        } else {
            key = (options["key_env"]?.text ?? keyEnvironment).map { .environment($0) }
        }
        headers = try (options["headers"]?.map ?? [:]).mapValues { value in
            guard let text = value.text ?? value.integer.map(String.init) else { throw wrong("headers must be texts") }
            return text
        }
        if key != nil, url.scheme == "http", !origin.isLoopback, options["insecure"]?.boolean != true {
            throw wrong(
                "base_url is http, so its key would cross the network for anyone to read; use https, or insecure: true on a network you trust"
            )
        }
        reach = Reach(
            homes: [url], privateHosts: options["private_hosts"]?.texts ?? [], allowsPlain: options["insecure"]?.boolean == true)
        model = options["model"]?.text
        self.concurrent = options["concurrent"]?.integer ?? concurrent
        self.poll = .milliseconds(Int((options["poll"]?.number ?? poll) * 1000))
        deadline = .milliseconds(Int((options["deadline"]?.number ?? 60) * 60_000))
        perSecond = options["price_per_second"]?.number.map { Int(($0 * 1_000_000).rounded()) }
        perTake = options["price_per_take"]?.number.map { Int(($0 * 1_000_000).rounded()) }
        refusal = options["refused"]?.text.flatMap(Refusal.init) ?? .next
        audio = options["audio"]?.boolean
        width = options["width"]?.integer
        height = options["height"]?.integer
        rate = options["fps"]?.number.map { FrameRate.conventional(Rational(approximating: $0, denominator: 1000)) }
        extra = options["extra"]?.map ?? [:]
    }

    /// The model's name, for kinds that cannot do without.
    package func requiredModel(example: String) throws -> String {
        guard let model, !model.isEmpty else {
            throw GeneratorError(.configuration, "\(calling) '\(name)'", "it names no model; expected one such as model: \(example)")
        }
        return model
    }

    /// The shared options as a kind lists them, after its own.
    /// - Parameter leavingOut: names the kind has no use for, or describes itself.
    public static func shared(leavingOut: Set<String> = []) -> [GeneratorKind.Option] {
        let all: [GeneratorKind.Option] = [
            .init("model", .text, doc: "Model to use, by the service's name for it."),
            .init("base_url", .text, shapes: false, doc: "Where the service is."),
            .init("key_env", .text, shapes: false, doc: "Environment variable that holds the key. Keys are never written in the project."),
            .init(
                "key_file", .text, shapes: false,
                doc: "File that holds the key and that nobody else can read, relative to the project file."),
            .init(
                "key_command", .textList, shapes: false,
                doc: "Program and arguments that print the key; no shell splits them again."),
            .init(
                "headers", .map, shapes: false,
                doc: "Headers for a proxy in front of the service; `${NAME}` at the end of a value stands for an environment variable."),
            .init(
                "insecure", .boolean, shapes: false,
                doc: "Send the key over plain http to a host that is not this one, and fetch over http what an https service names."),
            .init(
                "private_hosts", .textOrList, shapes: false,
                doc: "Hosts of your own network, besides that of base_url, that the service's answers may lead to."),
            .init("concurrent", .integer, range: 1...256, shapes: false, doc: "How many requests may be with the service at once."),
            .init("poll", .number, range: 0.01...600, shapes: false, doc: "Seconds between two looks at a request."),
            .init(
                "deadline", .number, range: 0.001...10_080, shapes: false,
                doc: "Minutes a build waits for one request before it leaves it to the next build; 60 by default. Nothing is lost."),
            .init("price_per_second", .number, range: 0...1000, shapes: false, doc: "Dollars a second of video costs."),
            .init("price_per_take", .number, range: 0...10_000, shapes: false, doc: "Dollars a take costs, whatever its length."),
            .init(
                "refused", .text, words: Refusal.allCases.map(\.rawValue), shapes: false,
                doc: "When a prompt is refused for its content: the shot's `next` prompt, `skip` the take, or `stop` asking."),
            .init("audio", .boolean, doc: "Have sound made too, where the model can; false by default."),
            .init("width", .integer, range: 16...8192, doc: "Width asked for; the project's by default."),
            .init("height", .integer, range: 16...8192, doc: "Height asked for; the project's by default."),
            .init("fps", .number, range: 1...120, doc: "Rate asked for; the project's by default."),
            .init("extra", .map, doc: "Fields sent as they are, over those the program would send."),
        ]
        return all.filter { !leavingOut.contains($0.name) }
    }

    /// A client with the key and headers of this service, read now. Nothing of them is kept.
    /// - Throws: `ServiceError` of kind `auth`, naming the variable or file that is missing.
    public func connect(header: String = "Authorization", prefix: String = "Bearer ") async throws -> WebClient {
        guard let origin = Origin(baseURL) else { preconditionFailure("the address was checked when the options were read") }
        var credentials: [Credential] = []
        var secrets: [Secret] = []
        do {
            if let key {
                let secret = try await Secret.read(key)
                secrets.append(secret)
                credentials.append(Credential(header: header, prefix: prefix, secret: secret, origin: origin))
            }
            for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
                let (before, secret) = try await Self.value(value)
                if let secret { secrets.append(secret) }
                credentials.append(Credential(header: name, prefix: before, secret: secret ?? Secret(""), origin: origin))
            }
        } catch let error as SecretError {
            throw ServiceError(.auth, "\(calling) '\(name)': \(error)")
        }
        return WebClient(credentials: credentials, redactor: Redactor(secrets: secrets), reach: reach)
    }

    /// `Bearer ${TOKEN}` is the text before and the variable's value.
    private static func value(_ text: String) async throws -> (String, Secret?) {
        guard text.hasSuffix("}"), let start = text.range(of: "${") else { return (text, nil) }
        return (String(text[..<start.lowerBound]), try await Secret.read(.environment(String(text[start.upperBound...].dropLast()))))
    }

    /// Millionths of a dollar for one take; nil when neither the project nor the price table says.
    public func price(seconds: Double, width: Int, height: Int) -> Int? {
        if let perTake { return perTake }
        if let perSecond { return Int((Double(perSecond) * seconds).rounded(.up)) }
        guard let price = PriceTable.price(kind: kind, model: model ?? "", width: width, height: height) else { return nil }
        return Int((Double(price.microdollarsPerSecond) * seconds).rounded(.up))
    }

    public func planning(_ project: Project) -> RequestPlanning {
        RequestPlanning(
            spec: spec, width: width ?? project.format.width, height: height ?? project.format.height, rate: rate ?? project.format.rate,
            folder: folder)
    }

    /// An address under the base, each part percent-encoded: ids may hold `=`, `/`, `+` and `:`.
    public func url(_ parts: String..., query: [(String, String)] = []) -> URL {
        var text = baseURL.absoluteString
        for part in parts { text += "/" + Self.encoded(part) }
        if !query.isEmpty { text += "?" + query.map { "\(Self.encoded($0))=\(Self.encoded($1))" }.joined(separator: "&") }
        guard let url = URL(string: text) else { preconditionFailure("every part of an address is percent-encoded") }
        return url
    }

    private static let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    public static func encoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }
}
