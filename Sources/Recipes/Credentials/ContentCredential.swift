/// What a C2PA manifest says of a file, and what was found when it was checked.
public struct ContentCredential: Hashable, Sendable, Codable {
    /// How far it holds.
    public enum State: String, Hashable, Sendable, Codable {
        /// Signature and content agree, and the signer is one that the reader trusts.
        case trusted
        /// Signature and content agree; nothing is said of the signer.
        case valid
        /// The content was changed after it was signed, or the signature is none.
        case invalid
        /// It was not looked at.
        case unread
    }

    public struct Ingredient: Hashable, Sendable, Codable {
        public var title: String?
        /// Label of its own manifest, when it had one.
        public var manifest: String?

        package init(title: String?, manifest: String?) { (self.title, self.manifest) = (title, manifest) }
    }

    public var state: State
    /// Label of the manifest that counts, and the program that made its claim.
    public var manifest: String?
    public var generator: String?
    /// Whom the certificate names, and who gave it.
    public var signer: String?
    public var issuer: String?
    /// When, by an authority on time; nobody says so otherwise.
    public var time: String?
    /// Digital source types that its actions name, and these actions.
    public var sources: [String]
    public var actions: [String]
    public var ingredients: [Ingredient]
    /// Codes of the C2PA specification of what does not hold.
    public var failures: [String]
    /// Version of the library that looked.
    public var library: String?
    /// Why it was not looked at.
    public var reason: String?

    package init(
        state: State, manifest: String? = nil, generator: String? = nil, signer: String? = nil, issuer: String? = nil, time: String? = nil,
        sources: [String] = [], actions: [String] = [], ingredients: [Ingredient] = [], failures: [String] = [], library: String? = nil,
        reason: String? = nil
    ) {
        (self.state, self.manifest, self.generator, self.signer, self.issuer, self.time) = (state, manifest, generator, signer, issuer, time)
        (self.sources, self.actions, self.ingredients, self.failures) = (sources, actions, ingredients, failures)
        (self.library, self.reason) = (library, reason)
    }

    public static func unread(_ reason: String) -> ContentCredential { ContentCredential(state: .unread, reason: reason) }
}
