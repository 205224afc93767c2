public import Interchange

/// What a film can be handed to.
public enum HandOffFormat: String, Hashable, Sendable, CaseIterable {
    case premiere, resolve, fcp, kdenlive, shotcut, otio, otioz, edl

    /// In words, for people.
    public var name: String {
        switch self {
        case .premiere: "Premiere Pro"
        case .resolve: "DaVinci Resolve"
        case .fcp: "Final Cut Pro"
        case .kdenlive: "Kdenlive"
        case .shotcut: "Shotcut and melt"
        case .otio: "OpenTimelineIO"
        case .otioz: "OpenTimelineIO with media"
        case .edl: "CMX3600"
        }
    }

    /// All that take little room; a bundle with media is made when it is asked for.
    public static let usual: [HandOffFormat] = [.premiere, .resolve, .fcp, .kdenlive, .shotcut, .otio, .edl]

    /// - Parameter folder: where the file will lie.
    public func written(_ film: HandOff, in folder: String) -> WrittenEdit {
        switch self {
        case .premiere: XmemlWriter.write(film)
        case .resolve: FCPXMLWriter.write(film, for: .resolve)
        case .fcp: FCPXMLWriter.write(film, for: .finalCut)
        case .kdenlive: KdenliveWriter.write(film, in: folder)
        case .shotcut: MLTWriter.write(film, in: folder)
        case .otio: OTIOWriter.write(film)
        case .otioz: OTIOWriter.write(film, bundled: true)
        case .edl: EDLWriter.write(film)
        }
    }

    /// What to do in the program, one step a line.
    var steps: [String] {
        switch self {
        case .premiere: ["File > Import, choose the .xml file.", "The sequence, a bin of takes and a bin of alternates appear in the project."]
        case .resolve:
            [
                "File > Import > Timeline, choose the file that ends in _resolve.fcpxml.", "Leave 'Automatically import source clips' on.",
                "Markers: right-click the timeline, Timelines > Import > Timeline Markers from EDL, choose markers_resolve.edl.",
            ]
        case .fcp: ["File > Import > XML, choose the file that ends in _finalcut.fcpxml.", "Alternates are auditions: select a clip and press Y."]
        case .kdenlive: ["File > Open, choose the .kdenlive file.", "Beats and sections are guides; the alternates lie in a folder of the bin."]
        case .shotcut: ["File > Open, choose the .mlt file.", "Beats and sections are markers."]
        case .otio: ["Any program that reads OpenTimelineIO: import the .otio file.", "Alternates are further media references of each clip."]
        case .otioz: ["One file with the media in it: import the .otioz file."]
        case .edl: ["Import the .edl file at the film's frame rate; the reel is the take's key."]
        }
    }
}
