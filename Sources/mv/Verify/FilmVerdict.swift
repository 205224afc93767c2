import Content
import Foundation
import Pipeline
import Recipes
import Timebase

/// What of a film's record holds.
struct FilmVerdict {
    struct Line {
        var text: String
        var fields: Say.Fields
    }

    private(set) var held: [Line] = []
    private(set) var problems: [String] = []
    private(set) var notes: [String] = []

    /// - Parameter told: what the file says of itself.
    init(_ record: ProvenanceRecord, film: String, digest: Digest, told: CredentialsRecipe.Output) {
        let name = (film as NSString).lastPathComponent
        if digest.hex == record.film.sha256 {
            hold("\(name) is the film that was recorded, byte for byte", "bytes", [("sha256", .text(digest.hex))])
        } else {
            problems.append("\(name) has other bytes than the film that was recorded; it was changed, or encoded again, or belongs to another record")
        }
        source(record, told.xmp, name)
        credential(record, told.credential, name)
        takes(record, film)
        hold(
            "\(NumberText.counted(record.clips.count, "clip")) from \(NumberText.counted(record.takes.count, "take")), \(ClockTime.text(record.film.seconds)); made by "
                + record.models.map { model in model.provider.map { "\(model.name) (\($0))" } ?? model.name }.joined(separator: ", "),
            "contents", [("clips", .integer(record.clips.count)), ("takes", .integer(record.takes.count))])
        if let disclosure = record.disclosure { hold("disclosed: \(disclosure)", "disclosure", [("disclosure", .text(disclosure))]) }
    }

    private mutating func hold(_ text: String, _ what: String, _ fields: Say.Fields = []) {
        held.append(Line(text: text, fields: [("what", .text(what))] + fields))
    }

    private mutating func source(_ record: ProvenanceRecord, _ xmp: String?, _ name: String) {
        guard ["mp4", "mov"].contains((record.film.file as NSString).pathExtension.lowercased()) else {
            return notes.append("the container has no place for XMP; what was recorded of it: \(record.notCarried.joined(separator: "; "))")
        }
        let type = record.film.digitalSourceType
        if xmp?.contains(">\(type)<") == true {
            hold("it says of itself that it is \(type.split(separator: "/").last ?? "")", "source", [("digitalSourceType", .text(type))])
        } else {
            problems.append(
                xmp == nil
                    ? "\(name) says nothing of how it was made (no XMP); a service or a program took it out"
                    : "\(name) says something else of how it was made than \(type)")
        }
    }

    private mutating func credential(_ record: ProvenanceRecord, _ credential: ContentCredential?, _ name: String) {
        guard let credential else {
            if let signature = record.signature {
                problems.append("\(name) was signed\(signature.credential.signer.map { " by '\($0)'" } ?? "") and carries no C2PA manifest any more")
            }
            return
        }
        let signer = [credential.signer, credential.issuer].compactMap(\.self).joined(separator: ", ")
        let fields: Say.Fields = [
            ("state", .text(credential.state.rawValue)), ("signer", .text(orNull: credential.signer)), ("issuer", .text(orNull: credential.issuer)),
            ("manifest", .text(orNull: credential.manifest)), ("isTest", .boolean(record.signature?.by == "test")),
        ]
        switch credential.state {
        case .trusted: hold("its C2PA signature holds, and is trusted: \(signer)", "signature", fields)
        case .valid:
            let whose = record.signature?.by == "test" ? "a TEST SIGNATURE, which nobody trusts" : "nothing is known here of who signed"
            hold("its C2PA signature holds: \(signer); \(whose)", "signature", fields)
        case .invalid: problems.append("its C2PA signature does not hold: \(credential.failures.joined(separator: ", "))\(credential.reason ?? "")")
        case .unread: notes.append("it carries a C2PA manifest, which was not checked: \(credential.reason ?? "")")
        }
    }

    /// Where the film lies in its project, the takes are there too.
    private mutating func takes(_ record: ProvenanceRecord, _ film: String) {
        let project = URL(filePath: film).deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)
        let folder = project.hasSuffix("/") ? String(project.dropLast()) : project
        let file = ProjectArgument.names.map { folder + "/" + $0 }.first(where: FileManager.default.fileExists(atPath:))
        guard let store = try? file.map({ try Workspace(projectFile: $0) })?.store ?? Workspace(folder: folder).store else {
            return notes.append("the store of the project in \(folder) is not there now, so its takes were not looked at; 'mv store status' says more")
        }
        guard FileManager.default.fileExists(atPath: store.root) else { return }
        var (whole, gone) = (0, 0)
        for take in record.takes {
            let folder = store.root + "/" + take.sha256.prefix(2)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            guard let name = names.first(where: { $0.hasPrefix(take.sha256.dropFirst(2) + ".") }) else {
                gone += 1
                continue
            }
            if (try? Digest(ofFile: folder + "/" + name))?.hex == take.sha256 {
                whole += 1
            } else {
                problems.append("the file of take \(take.sha256.prefix(8)) in the store is damaged; its bytes are not those it is named by")
            }
        }
        hold("\(whole) of \(NumberText.counted(record.takes.count, "take")) still in the store, unchanged", "originals", [("whole", .integer(whole)), ("gone", .integer(gone))])
    }
}
