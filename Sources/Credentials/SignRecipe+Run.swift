import Content
public import Execution
import Foundation
public import Recipes

extension SignRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        guard let type = C2PAStream.mediaType(ofExtension: film.fileExtension) else {
            throw CredentialsError("only MP4 and MOV films can be signed, and this one is .\(film.fileExtension)")
        }
        let library = try C2PALibrary(path: context.path(of: library))
        let credentials = try library.context()
        defer { library.free(credentials) }
        guard let empty = library.builderFromContext(credentials) else { throw CredentialsError(library.lastError) }
        guard let builder = library.builderWithDefinition(empty, manifest) else {
            throw CredentialsError("the manifest was refused: \(library.lastError)")
        }
        defer { library.free(builder) }
        for ingredient in ingredients { try add(ingredient, to: builder, library, context) }
        let scratch = try context.scratchPath(fileExtension: film.fileExtension)
        try sign(builder, type, to: scratch, library, context)
        let credential = try library.credential(of: scratch, fileExtension: film.fileExtension)
        guard credential.state != .invalid else {
            throw CredentialsError("the signature does not hold when it is read back: \(credential.failures.joined(separator: ", ")); nothing was kept")
        }
        return Output(film: try context.publish(scratch: scratch, fileExtension: film.fileExtension), credential: credential)
    }

    private func add(_ ingredient: Ingredient, to builder: OpaquePointer, _ library: C2PALibrary, _ context: WorkContext) throws {
        let description = [
            "title": ingredient.title, "relationship": "componentOf", "label": ingredient.label, "instance_id": "sha256:" + ingredient.file.digest.hex,
        ]
        // Takes in containers without C2PA are told of by the manifest's definition.
        guard let type = C2PAStream.mediaType(ofExtension: ingredient.file.fileExtension) else { return }
        let stream = try C2PAStream(context.path(of: ingredient.file), "rb", library)
        guard library.addIngredient(builder, try CanonicalJSON.text(description), type, stream.handle) == 0 else {
            throw CredentialsError("\(ingredient.title) cannot be an ingredient: \(library.lastError)")
        }
    }

    private func sign(_ builder: OpaquePointer, _ type: String, to path: String, _ library: C2PALibrary, _ context: WorkContext) throws {
        let signer = try makeSigner(library, context)
        defer { library.free(signer) }
        let source = try C2PAStream(context.path(of: film), "rb", library)
        let target = try C2PAStream(path, "w+b", library)
        var bytes: UnsafeMutablePointer<UInt8>?
        let count = library.sign(builder, type, source.handle, target.handle, signer, &bytes)
        library.free(bytes)
        guard count >= 0 else {
            let reason = library.lastError
            let next = reason.contains("does not match") ? "; is the key the one of the first certificate in the chain?" : ""
            throw CredentialsError("the film was not signed, and the one in out/ is as it was: \(reason)\(next)")
        }
    }

    private func makeSigner(_ library: C2PALibrary, _ context: WorkContext) throws -> OpaquePointer {
        switch signer {
        case .test:
            let test = try TestSigner()
            return try library.signer("es256", certificates: test.certificates, key: test.key, authority: nil)
        case .certificate(let chain, let key, let algorithm, let authority):
            let certificates = try String(contentsOfFile: context.path(of: chain), encoding: .utf8)
            let path = key.hasPrefix("/") ? key : (context.folder ?? ".") + "/" + key
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw CredentialsError("the private key \(path) cannot be read") }
            return try library.signer(algorithm, certificates: certificates, key: text, authority: authority)
        }
    }
}

extension C2PALibrary {
    /// `C2paSignerInfo` of the library: four pointers to texts.
    private struct SignerInfo {
        var algorithm: Text?
        var certificates: Text?
        var key: Text?
        var authority: Text?
    }

    /// To be given back with `free`. What the library says of a key it refuses is not passed on, since it might quote it.
    func signer(_ algorithm: String, certificates: String, key: String, authority: String?) throws(CredentialsError) -> Handle {
        let signer = algorithm.withCString { algorithm in
            certificates.withCString { certificates in
                key.withCString { key -> Handle? in
                    func make(_ authority: Text?) -> Handle? {
                        var info = SignerInfo(algorithm: algorithm, certificates: certificates, key: key, authority: authority)
                        return signerFromInfo(&info)
                    }
                    guard let authority else { return make(nil) }
                    return authority.withCString { make($0) }
                }
            }
        }
        guard let signer else {
            _ = lastError
            throw CredentialsError(
                "the C2PA library refused the certificate or the key; do they belong together, is the key PKCS#8 ('BEGIN PRIVATE KEY'), and is "
                    + "'\(algorithm)' what it signs with?")
        }
        return signer
    }
}
