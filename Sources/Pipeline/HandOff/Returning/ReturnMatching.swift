import Editorial
import Foundation
import Interchange
import Pool
import Timebase

/// Finds out which file of a hand-off a clip shows: by its path, by a take's id in its metadata, by its name, by its reel; among several uses of
/// one take by the frames they share, then by the nearest place in the film.
struct ReturnMatching {
    private let manifests: [HandOffManifest]
    private let cut: Cut

    init(_ manifests: [HandOffManifest], cut: Cut) { (self.manifests, self.cut) = (manifests, cut) }

    func file(of clip: ReturnedEdit.Clip, source: Int, record: FrameRange) -> HandOffManifest.File? {
        let name = clip.path.map { ($0 as NSString).lastPathComponent }
        for manifest in manifests {
            let files = manifest.files
            if let name, let found = files.first(where: { $0.fileName == name || $0.blob == (name as NSString).deletingPathExtension }) { return found }
            let byTake = files.filter { clip.takes.contains($0.baked.take) }
            if !byTake.isEmpty { return nearest(byTake, clip, source, record) }
            let named = files.filter { file in Self.isCalled(clip.name, file) || name.map { Self.isCalled($0, file) } == true }
            if !named.isEmpty { return nearest(named, clip, source, record) }
            let byReel = files.filter { $0.reel == clip.reel?.uppercased() }
            if !byReel.isEmpty { return nearest(byReel, clip, source, record) }
        }
        return nil
    }

    /// A take that was not handed off: named by its id, or by its file in the store.
    func take(of clip: ReturnedEdit.Clip, _ takes: (String) throws -> TakeRecord?) throws -> TakeRecord? {
        let stem = clip.path.map { (($0 as NSString).lastPathComponent as NSString).deletingPathExtension }
        for id in clip.takes + [stem].compactMap(\.self) where id.count == 64 {
            if let take = try takes(id) { return take }
        }
        return nil
    }

    /// With or without its extension, whatever its case; editors put words behind it.
    private static func isCalled(_ name: String, _ file: HandOffManifest.File) -> Bool {
        let name = name.lowercased()
        return name == file.fileName.lowercased() || name == file.name.lowercased() || (name as NSString).deletingPathExtension == file.name.lowercased()
    }

    private func nearest(_ files: [HandOffManifest.File], _ clip: ReturnedEdit.Clip, _ source: Int, _ record: FrameRange) -> HandOffManifest.File? {
        guard files.count > 1 else { return files.first }
        let range = source..<source + max(1, record.count)
        func worth(_ file: HandOffManifest.File) -> (Int, Int) {
            let uses = cut.timeline.clips.filter { $0.take == file.baked.take && $0.firstFrame == file.baked.start }
            let shared = uses.map { use in
                let own = file.baked.lead..<file.baked.lead + use.record.count
                return max(0, min(range.upperBound, own.upperBound) - max(range.lowerBound, own.lowerBound))
            }
            let distance = uses.map { abs($0.record.start - record.start) }.min() ?? Int.max
            return (shared.max() ?? 0, -distance)
        }
        return files.max { worth($0) < worth($1) }
    }
}
