import Editorial
import Interchange
import Timebase

/// Marks of the song as an editor's timeline takes them.
enum HandOffMarkers {
    /// Sections, downbeats and beats, and the hits among them, each once on its frame.
    static func all(_ grid: BeatGrid, rate: FrameRate, frames: Int) -> [HandOff.Marker] {
        var markers: [HandOff.Marker] = []
        for section in grid.sections {
            let (start, end) = (max(0, rate.frame(nearest: section.start)), min(frames, rate.frame(nearest: section.end)))
            guard start < end else { continue }
            markers.append(.init(frame: start, frames: end - start, kind: .section, name: section.label, note: section.role ?? ""))
        }
        for beat in grid.beats {
            let frame = rate.frame(nearest: beat.time)
            guard frame >= 0, frame < frames else { continue }
            let name = beat.bar > 0 ? "\(beat.bar).\(beat.beatInBar)" : "beat"
            markers.append(.init(frame: frame, kind: beat.isDownbeat ? .downbeat : .beat, name: name))
        }
        for hit in grid.details.hits {
            let frame = rate.frame(nearest: hit.time)
            guard frame >= 0, frame < frames else { continue }
            markers.append(.init(frame: frame, kind: .hit, name: hit.kind.rawValue))
        }
        return markers.enumerated().sorted { ($0.element.frame, $0.offset) < ($1.element.frame, $1.offset) }.map(\.element)
    }
}
