import Content
import Editorial
import Events
import Execution
import Foundation
import Recipes

/// Signing, the last step: the film itself stays in the store as it was joined.
extension RenderStage {
    /// - Throws: `BuildError` when films are to be signed and there is nothing to sign them with, before an hour of work is spent.
    func requireSigning() throws {
        guard !session.isDraft, session.project.provenance.signing != nil, deliverables.contains(where: Self.isSignable) else { return }
        guard try CredentialsTool(session: session).known() != nil else {
            throw BuildError(.render, "films cannot be signed (provenance.sign): \(CredentialsLibrary.howToGet)")
        }
    }

    private static func isSignable(_ deliverable: DeliverableSpec) -> Bool {
        ["mp4", "mov"].contains(deliverable.container) && !deliverable.isDraft
    }

    /// The film as people get it, and what signed it; the film itself where it is not to be signed.
    func sign(
        _ film: Blob, _ account: FilmAccount, _ deliverable: DeliverableSpec
    ) async throws -> (film: Blob, signature: ProvenanceRecord.Signature?, made: Int) {
        guard let signing = session.project.provenance.signing, Self.isSignable(deliverable),
            let library = try CredentialsTool(session: session).adopted()
        else {
            return (film, nil, 0)
        }
        let store = session.workspace.store
        let manifest = FilmManifest(account, of: deliverable, song: heard.song, isThere: store.holds)
        let recipe = SignRecipe(
            film: film, library: library, manifest: try CanonicalJSON.text(manifest), ingredients: manifest.files, signer: try signer(signing))
        let (made, output) = try await result(of: recipe, label: deliverable.file)
        if signing == .test {
            session.events.send(
                .warning(
                    "\(deliverable.file) carries a TEST SIGNATURE, made with a certificate of the moment that nobody trusts; do not publish it as signed. "
                        + "Give provenance.sign a certificate and a key of yours"))
        }
        let signature = ProvenanceRecord.Signature(by: signing == .test ? "test" : "certificate", credential: output.credential)
        return (output.film, signature, made)
    }

    /// The key is named by its place alone.
    private func signer(_ signing: ProvenanceSpec.Signing) throws -> SignRecipe.Signer {
        guard case .certificate(let certificate) = signing else { return .test }
        let folder = session.workspace.folder + "/"
        let key = certificate.key.hasPrefix(folder) ? String(certificate.key.dropFirst(folder.count)) : certificate.key
        return .certificate(
            chain: try session.workspace.store.adopt(certificate.chain, fileExtension: "pem"), key: key, algorithm: certificate.algorithm.rawValue,
            timeAuthority: certificate.timeAuthority)
    }
}
