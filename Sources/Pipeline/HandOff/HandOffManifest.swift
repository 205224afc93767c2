import Content
import Editorial
import Foundation
import Interchange
public import Timebase

/// What was handed off: which file is which take, kept in the folder as `media.json` and in `.mv/handoffs`, for the way back.
public struct HandOffManifest: Hashable, Sendable, Codable {
    public struct File: Hashable, Sendable, Codable {
        /// As in `HandOff.Media.id`.
        public var name: String
        public var fileName: String
        public var reel: String
        /// Digest of its bytes, by which the store names it.
        public var blob: String
        public var baked: BakedTake
    }

    public static let version = 1
    public var schema = HandOffManifest.version
    public var title: String
    public var filmRate: FrameRate
    public var frames: Int
    /// Second of the song's file at which the film starts.
    public var filmStart: Double
    /// Of the cut that was handed off.
    public var cut: Int64?
    /// The song's file, so that it is told from foreign media.
    public var song: String
    public var files: [File]

    /// The newest first.
    static func all(in workspace: Workspace) -> [HandOffManifest] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: workspace.handOffs)) ?? []).filter { $0.hasSuffix(".json") }
        return names.sorted { $0.localizedStandardCompare($1) == .orderedDescending }.compactMap { name in
            FileManager.default.contents(atPath: workspace.handOffs + "/" + name).flatMap {
                try? CanonicalJSON.decode(HandOffManifest.self, from: $0)
            }
        }
    }

    /// Kept once: a hand-off that was made before has its file already.
    func keep(in workspace: Workspace) throws {
        let text = try CanonicalJSON.data(self)
        let all = ((try? FileManager.default.contentsOfDirectory(atPath: workspace.handOffs)) ?? []).compactMap { Int($0.split(separator: ".")[0]) }
        if let last = all.max(), FileManager.default.contents(atPath: workspace.handOffs + "/\(last).json") == text { return }
        try AtomicFile.makeFolder(workspace.handOffs)
        try AtomicFile.write(text, to: workspace.handOffs + "/\((all.max() ?? 0) + 1).json")
    }
}
