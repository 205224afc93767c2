public import Content
public import Execution

/// Signs a film with a C2PA manifest, and reads it back. A signature has a time and chance in it, so that the result is another each time it is
/// made; kept under its key it is made once.
public struct SignRecipe: Recipe {
    public static let kind = "sign"
    public static let version = 1

    public enum Signer: Hashable, Sendable, Codable {
        /// A certificate made for this one film. Nobody trusts it, and its key is never written down.
        case test
        /// - key: where the private key is, seen from the project's folder. What is in it is no part of any recipe.
        case certificate(chain: Blob, key: String, algorithm: String, timeAuthority: String?)
    }

    /// What the film is made of.
    public struct Ingredient: Hashable, Sendable, Codable {
        public var file: Blob
        /// By which the manifest's actions name it.
        public var label: String
        public var title: String

        public init(file: Blob, label: String, title: String) { (self.file, self.label, self.title) = (file, label, title) }
    }

    public var film: Blob
    public var library: Blob
    /// The manifest's definition, in the library's JSON.
    public var manifest: String
    public var ingredients: [Ingredient]
    public var signer: Signer

    public init(film: Blob, library: Blob, manifest: String, ingredients: [Ingredient], signer: Signer) {
        (self.film, self.library, self.manifest, self.ingredients, self.signer) = (film, library, manifest, ingredients, signer)
    }

    /// The key is where the user has it, and authorities that sign the time are asked over the network.
    public var reachesOut: Bool { true }

    public var inputs: [Blob] {
        var inputs = [film, library] + ingredients.map(\.file)
        if case .certificate(let chain, _, _, _) = signer { inputs.append(chain) }
        return inputs
    }

    public struct Output: JobOutput {
        public var film: Blob
        public var credential: ContentCredential
        public var blobs: [Blob] { [film] }

        package init(film: Blob, credential: ContentCredential) { (self.film, self.credential) = (film, credential) }
    }
}
