import Timebase

/// Writes `.mlt`, the project of Shotcut, which melt renders as well.
public enum MLTWriter {
    /// One picture track, the song on a track of its own, all media in the playlist. White dips lie on a second picture track.
    /// - Parameter folder: where the file will lie; media below it is named from there, so that both can be moved together. Nil names all
    ///   media by its whole path.
    public static func write(_ film: HandOff, in folder: String? = nil) -> WrittenEdit {
        var project = ShotcutProject(film, folder: folder)
        let text = XMLNode.document(project.root(), doctype: nil)
        return WrittenEdit(files: [.init(film.fileBase + ".mlt", text)], leftOut: project.leftOut.all)
    }
}
