import Editorial
import Foundation
import Pool

/// What stands in the film's own file.
extension FilmAccount {
    /// A packet of XMP (ISO 16684-1) with the properties of Dublin Core and of the IPTC's Photo Metadata Standard 2025.1. Nothing in it says when or
    /// by which version it was made: the same film is the same bytes.
    var xmp: String {
        var lines: [String] = []
        func add(_ name: String, _ value: String?) { if let value { lines.append("<\(name)>\(Self.escaped(value))</\(name)>") } }
        func add(_ name: String, _ container: String, _ language: String, _ value: String?) {
            guard let value else { return }
            lines.append("<\(name)><rdf:\(container)><rdf:li\(language)>\(Self.escaped(value))</rdf:li></rdf:\(container)></\(name)>")
        }
        let anyLanguage = " xml:lang=\"x-default\""
        add("dc:title", "Alt", anyLanguage, project.title)
        add("dc:creator", "Seq", "", project.song.artist)
        add("dc:description", "Alt", anyLanguage, disclosure)
        add("dc:identifier", project.song.isrc.map { "ISRC:" + $0 })
        add("xmpDM:artist", project.song.artist)
        add("xmp:CreatorTool", "mv")
        add("Iptc4xmpExt:DigitalSourceType", source.uri)
        add("Iptc4xmpExt:AISystemUsed", names.isEmpty ? nil : names)
        if project.provenance.keepsPrompts { add("Iptc4xmpExt:AIPromptInformation", prompts) }
        return """
            <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
            xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
            \(lines.joined(separator: "\n"))
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """
    }

    /// Of the takes that are shown, each once.
    private var prompts: String? {
        var seen: Set<String> = []
        let prompts = takes.map(\.origin.prompt).filter { !$0.isEmpty && seen.insert($0).inserted }
        return prompts.isEmpty ? nil : prompts.joined(separator: "\n")
    }

    /// The same for containers that have tags and no XMP.
    func tags(_ container: String) -> [String: String] {
        var tags = ["title": project.title, "comment": "assembled by mv"]
        tags["artist"] = project.song.artist
        guard ["mkv", "webm"].contains(container) else { return tags }
        tags["ISRC"] = project.song.isrc
        tags["DESCRIPTION"] = disclosure
        tags["DIGITAL_SOURCE_TYPE"] = source.uri
        if project.provenance.keepsPrompts { tags["PROMPT"] = prompts }
        return tags
    }

    /// What a container has no place for, in words.
    func notCarried(_ container: String) -> [String] {
        var words: [String] = []
        switch container {
        case "mp4", "mov": return []
        case "mkv", "webm": words.append("XMP: .\(container) has no place for it; title, artist, ISRC, disclosure and digital source type are its tags")
        default: words.append("title, artist, ISRC, disclosure and digital source type: nothing is written into .\(container)")
        }
        if project.provenance.signing != nil { words.append("the C2PA signature: only .mp4 and .mov are signed") }
        return words
    }

    private static func escaped(_ text: String) -> String {
        // Control characters have no place in XML 1.0 at all.
        let plain = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }))
        return plain.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: ">", with: "&gt;")
    }
}
