/// What went wrong with a manifest, a certificate or the library that handles them.
struct CredentialsError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
