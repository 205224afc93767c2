import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The texts of XML's elements by the names of their parents and themselves, as far as XMP has them.
final class XMLReading: NSObject, XMLParserDelegate {
    private var names: [String] = []
    private var texts: [String: String] = [:]

    static func texts(of xml: String) throws -> [String: String] {
        let reading = XMLReading()
        let parser = XMLParser(data: Data(xml.utf8))
        parser.delegate = reading
        #expect(parser.parse(), "\(xml) is no XML: \(String(describing: parser.parserError))")
        return reading.texts
    }

    func parser(_: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?, attributes _: [String: String] = [:]) {
        names.append(name)
    }

    func parser(_: XMLParser, didEndElement _: String, namespaceURI _: String?, qualifiedName _: String?) { names.removeLast() }

    func parser(_: XMLParser, foundCharacters text: String) {
        guard let name = names.last(where: { !$0.hasPrefix("rdf:") }), name != "x:xmpmeta" else { return }
        texts[name, default: ""] += text.trimmingCharacters(in: .newlines)
    }
}
