public import Foundation

/// Words with times, as a file of captions has them.
public struct Captions: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        /// Seconds of the song's file.
        public var start: Double
        public var end: Double
        /// In the language of scripts: see `ScriptText`.
        public var text: String
        /// What a line of a script says beside; nothing in files of other kinds.
        public var layer: Int
        public var style: String
        /// Name, three margins, effect.
        public var fields: String

        public init(start: Double, end: Double, text: String, layer: Int = 0, style: String = "Default", fields: String = ",0,0,0,") {
            (self.start, self.end, self.text, self.layer, self.style, self.fields) = (start, end, text, layer, style, fields)
        }
    }

    /// In order of time.
    public var lines: [Line]
    /// What a script says before its lines: a raster and styles of its own. Nil for files of other kinds.
    public var header: String?
    /// Font files that a script brings with it.
    public var fonts: [Data]

    public init(lines: [Line], header: String? = nil, fonts: [Data] = []) { (self.lines, self.header, self.fonts) = (lines, header, fonts) }
}
