import Foundation
import Pipeline
import Recipes
import Timebase

/// What is seen at a time of a film, and where it comes from.
struct ClipOrigin {
    let lines: [FilmVerdict.Line]

    /// Nil outside of the film.
    init?(_ record: ProvenanceRecord, at seconds: Double) {
        guard let clip = record.clip(at: seconds), let take = record.takes.first(where: { $0.sha256 == clip.take }) else { return nil }
        let place = [
            clip.section.map { "section \($0)" }, clip.bar.map { "bar \($0)" + (clip.beat.map { " beat \($0)" } ?? "") },
        ].compactMap(\.self).joined(separator: ", ")
        let made = [
            take.model ?? take.generator, take.provider.map { "by \($0)" }, take.seed.map { "seed \($0)" }, take.created,
            String(format: "$%.2f", take.dollars),
        ].compactMap(\.self).joined(separator: ", ")
        var all: [(what: String, text: String)] = [
            (
                "clip",
                "\(ClockTime.text(seconds)): slot \(clip.slot), \(ClockTime.text(clip.start)) to \(ClockTime.text(clip.end))"
                    + (place.isEmpty ? "" : ", \(place)")
            ),
            ("take", "take \(take.sha256.prefix(8)) of '\(clip.shot)', frames \(clip.source.start) to \(clip.source.end - 1), speed \(clip.speed)"),
            ("made", "made by \(made)"),
        ]
        if let from = take.importedFrom { all.append(("imported", "imported from \(from)")) }
        if !take.prompt.isEmpty { all.append(("prompt", "prompt: \(take.prompt)")) }
        let rights = [take.licence.map { "licence: \($0)" }, take.terms.map { "terms: \($0)" }].compactMap(\.self).joined(separator: "; ")
        if !rights.isEmpty { all.append(("rights", rights)) }
        if let type = take.digitalSourceType { all.append(("source", "digital source type: \(type)")) }
        if let credential = take.credential {
            let by = [credential.generator, credential.signer].compactMap(\.self).joined(separator: ", ")
            all.append(("credential", "came with a C2PA manifest, \(credential.state.rawValue)" + (by.isEmpty ? "" : ": \(by)")))
        }
        lines = all.map { FilmVerdict.Line(text: $0.text, fields: [("what", .text($0.what)), ("take", .text(take.sha256))]) }
    }
}
