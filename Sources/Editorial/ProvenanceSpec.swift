/// What the project says of where its pictures come from, and what is told of it.
public struct ProvenanceSpec: Hashable, Sendable, Codable {
    /// What people are told of how the film was made.
    public enum Disclosure: Hashable, Sendable, Codable {
        /// In the program's words.
        case usual
        case none
        /// In the project's; `{models}` and `{title}` are filled in.
        case text(String)
    }

    /// A model, or all of a generator.
    public struct Model: Hashable, Sendable, Codable {
        public var provider: String?
        public var licence: String?
        /// A URL.
        public var terms: String?
        public var source: DigitalSource?

        public init(provider: String? = nil, licence: String? = nil, terms: String? = nil, source: DigitalSource? = nil) {
            (self.provider, self.licence, self.terms, self.source) = (provider, licence, terms, source)
        }
    }

    /// Who signs the film.
    public enum Signing: Hashable, Sendable, Codable {
        /// Nobody: with a certificate made on the spot, to try it.
        case test
        case certificate(Certificate)
    }

    public struct Certificate: Hashable, Sendable, Codable {
        public enum Algorithm: String, Hashable, Sendable, Codable, CaseIterable { case es256, es384, es512, ps256, ps384, ps512, ed25519 }

        /// Absolute path of a PEM file: the signer's certificate first, then those it rests on.
        public var chain: String
        /// Absolute path of the private key as PEM. What is in it is read where it is used, and kept nowhere.
        public var key: String
        public var algorithm: Algorithm
        /// URL of an authority that signs the time.
        public var timeAuthority: String?

        public init(chain: String, key: String, algorithm: Algorithm = .es256, timeAuthority: String? = nil) {
            (self.chain, self.key, self.algorithm, self.timeAuthority) = (chain, key, algorithm, timeAuthority)
        }
    }

    public var disclosure: Disclosure
    /// Of the film; what comes of its takes when nil.
    public var source: DigitalSource?
    /// By the name of a model or of a generator.
    public var models: [String: Model]
    /// Seconds that the disclosure is seen at the film's end.
    public var endCard: Double?
    /// Whether prompts stand in the film's file.
    public var keepsPrompts: Bool
    public var signing: Signing?

    public init(
        disclosure: Disclosure = .usual, source: DigitalSource? = nil, models: [String: Model] = [:], endCard: Double? = nil,
        keepsPrompts: Bool = false, signing: Signing? = nil
    ) {
        self.disclosure = disclosure
        self.source = source
        self.models = models
        self.endCard = endCard
        self.keepsPrompts = keepsPrompts
        self.signing = signing
    }

    public static let none = ProvenanceSpec()
}
