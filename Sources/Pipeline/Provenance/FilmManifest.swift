import Content
import Editorial
import Foundation
import Pool
import Recipes

/// What is signed of a film: the definition of a C2PA manifest as the C2PA project's library reads it. It says that the film was created, that each
/// take and the song were placed in it, and that it was cut; the library adds the digests of the film and of the takes' own manifests.
///
/// It names no version of this program: an update must not sign a published film anew.
struct FilmManifest: Encodable {
    struct Program: Encodable { var name = "mv" }
    struct Ingredient: Encodable { var title: String, format: String, relationship = "componentOf", label: String, instance_id: String }
    struct Parameters: Encodable { var ingredientIds: [String] }
    struct Action: Encodable {
        var action: String
        var digitalSourceType: String?
        var description: String?
        var parameters: Parameters?
    }
    struct Actions: Encodable { var actions: [Action] }
    struct Assertion: Encodable { var label: String, data: Actions }

    var claim_generator_info = [Program()]
    var title: String
    var format: String
    var ingredients: [Ingredient]
    var assertions: [Assertion]

    /// The files that the library itself reads, with the manifests in them.
    private(set) var files: [SignRecipe.Ingredient] = []

    private enum CodingKeys: String, CodingKey { case claim_generator_info, title, format, ingredients, assertions }

    /// - Parameter isThere: whether a take's file still is.
    init(_ account: FilmAccount, of deliverable: DeliverableSpec, song: Blob, isThere: (Blob) -> Bool) {
        title = deliverable.file
        format = Self.types[deliverable.container] ?? "video/mp4"
        let name = (account.project.song.file as NSString).lastPathComponent
        var told = [Self.ingredient(song, "song", name)]
        for take in account.takes {
            let label = "take-" + take.blob.digest.short
            let title = "take \(take.blob.digest.short) of \(take.shot)"
            if Self.readable.contains(take.blob.fileExtension), isThere(take.blob) {
                files.append(.init(file: take.blob, label: label, title: title))
            } else {
                told.append(Self.ingredient(take.blob, label, title))
            }
        }
        ingredients = told
        let labels = files.map(\.label) + told.map(\.label)
        let created = Action(action: "c2pa.created", digitalSourceType: account.source.uri, description: account.disclosure)
        let placed = Action(action: "c2pa.placed", parameters: Parameters(ingredientIds: labels))
        let edited = Action(action: "c2pa.edited", description: "\(account.shown.count) clips cut to the song")
        assertions = [Assertion(label: "c2pa.actions.v2", data: Actions(actions: [created, placed, edited]))]
    }

    private static func ingredient(_ file: Blob, _ label: String, _ title: String) -> Ingredient {
        Ingredient(
            title: title, format: types[file.fileExtension] ?? "application/octet-stream", label: label, instance_id: "sha256:" + file.digest.hex)
    }

    private static let readable: Set = ["mp4", "mov", "m4v"]
    private static let types = [
        "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "mkv": "video/x-matroska", "webm": "video/webm", "gif": "image/gif",
        "wav": "audio/wav", "flac": "audio/flac", "mp3": "audio/mpeg", "m4a": "audio/mp4", "aac": "audio/aac", "ogg": "audio/ogg", "opus": "audio/ogg",
        "aif": "audio/aiff", "aiff": "audio/aiff",
    ]
}
