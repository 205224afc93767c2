public import Editorial
import Timebase

extension SoundDamage {
    /// For people, of a song by its name.
    public func warning(of file: String) -> String {
        let length = (seconds * 100).rounded() / 100
        return "'\(file)' is damaged at \(ClockTime.text(start))\(packets > 1 ? " and after it" : ""): \(packets) packet\(packets == 1 ? "" : "s") cannot be decoded, and "
            + "\(length) s are silent instead; get the file again if it should sound there"
    }
}
