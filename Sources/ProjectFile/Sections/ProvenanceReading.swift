import Editorial
import Foundation

/// `provenance`.
extension Report {
    func provenance(_ reader: SectionReader, folder: String) -> ProvenanceSpec {
        var spec = ProvenanceSpec()
        if let text = reader.text("disclosure") {
            spec.disclosure = text == "none" ? .none : .text(text)
            if let node = reader.value("disclosure") { placeholders(of: text, node) }
        }
        spec.source = reader.word("source", as: DigitalSource.self)
        if let node = reader.value("models"), !node.isNull {
            if let entries = node.entries {
                for entry in entries { spec.models[entry.key] = model(entry.value) }
            } else {
                let _: Bool? = expected("a map from models or generators to what is known of them, such as sora-2: {provider: OpenAI}", node)
            }
        }
        spec.endCard = reader.number("end_card")
        if spec.endCard != nil, spec.disclosure == .none, let node = reader.value("end_card") {
            warning(node, "there is no disclosure, so the end card shows the title alone", "remove disclosure: none, or write your own")
        }
        spec.keepsPrompts = reader.boolean("keep_prompts") ?? false
        spec.signing = reader.value("sign").flatMap { signing($0, folder) }
        return spec
    }

    private static let words = ["models", "title"]

    private func placeholders(of text: String, _ node: YAMLNode) {
        for name in Placeholders.names(in: text) where !Self.words.contains(name) {
            error(node, "'{\(name)}' is nothing that is filled in here", "what is: {models}, {title}")
        }
    }

    private func model(_ node: YAMLNode) -> ProvenanceSpec.Model? {
        guard let reader = SectionReader(node, ProvenanceKeys.model, self) else { return nil }
        return ProvenanceSpec.Model(
            provider: reader.text("provider"), licence: reader.text("licence"), terms: reader.value("terms").flatMap(address(ofWeb:)),
            source: reader.word("source", as: DigitalSource.self))
    }

    private func address(ofWeb node: YAMLNode) -> String? {
        guard let text = text(node) else { return nil }
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host?.isEmpty == false else {
            return expected("a URL such as https://example.org/terms", node)
        }
        return text
    }

    private func signing(_ node: YAMLNode, _ folder: String) -> ProvenanceSpec.Signing? {
        if node.entries == nil { return word(node, ["test"]) == nil ? nil : .test }
        guard let reader = SectionReader(node, ProvenanceKeys.sign, self) else { return nil }
        let chain = reader.value("certificate").flatMap { sideFile($0, folder) { try PEMFile.require("CERTIFICATE", $0) } }
        let key = reader.value("key").flatMap { sideFile($0, folder) { try PEMFile.require("PRIVATE KEY", $0) } }
        let algorithm = reader.word("algorithm", as: ProvenanceSpec.Certificate.Algorithm.self) ?? .es256
        let authority = reader.value("tsa").flatMap(address(ofWeb:))
        guard let chain, let key else { return nil }
        return .certificate(.init(chain: chain, key: key, algorithm: algorithm, timeAuthority: authority))
    }
}

/// Certificates and keys in their envelope of text.
enum PEMFile {
    /// - Throws: `SongFileError` when the file does not hold what it should. Nothing of what is in it is said.
    static func require(_ what: String, _ path: String) throws {
        let data = try Data(contentsOf: URL(filePath: path))
        let text = String(decoding: data.prefix(1 << 20), as: UTF8.self)
        let isThere = text.split(separator: "\n").contains { $0.hasPrefix("-----BEGIN ") && $0.contains("\(what)-----") }
        if text.contains("ENCRYPTED PRIVATE KEY") { throw SongFileError(file: path, message: "the key is locked by a password, which nobody can be asked for here") }
        guard isThere else { throw SongFileError(file: path, message: "holds no '-----BEGIN \(what)-----'") }
    }
}
