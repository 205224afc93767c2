import Editorial
import Foundation

/// `titles`.
extension Report {
    /// - Parameters:
    ///   - title: of the film, for an opening that is only `true`.
    ///   - folder: the project file's.
    func titles(_ reader: SectionReader, title: String, artist: String?, folder: String) -> Titles {
        var titles = Titles(font: reader.text("font"))
        titles.fontFile = reader.value("font_file").flatMap { sideFile($0, folder) { _ = try FontFile.names($0) } }
        if let node = reader.value("opening"), !node.isNull {
            if case .scalar("true", true) = node.content {
                titles.opening = .init(lines: [title, artist ?? ""].filter { !$0.isEmpty }, seconds: Self.usualSeconds)
            } else if case .scalar("false", true) = node.content {
                titles.opening = nil
            } else {
                titles.opening = card(node)
            }
        }
        titles.credits = reader.value("credits").flatMap { $0.isNull ? nil : card($0) }
        titles.captions = reader.value("captions").flatMap { sideFile($0, folder) { _ = try CaptionFile.read($0) } }
        return titles
    }

    private static let usualSeconds = 4.0

    /// Lines, or a map of them and more.
    private func card(_ node: YAMLNode) -> Titles.Card? {
        if node.entries == nil { return texts(node).map { Titles.Card(lines: $0, seconds: Self.usualSeconds) } }
        guard let reader = SectionReader(node, PictureKeys.card, self), let lines = reader.texts("lines") else { return nil }
        return Titles.Card(lines: lines, seconds: reader.number("seconds") ?? Self.usualSeconds, at: reader.value("at").flatMap(address))
    }
}
