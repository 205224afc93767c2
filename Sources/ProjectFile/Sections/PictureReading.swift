import Editorial
import Foundation

/// `frame`, `grade`, `edit.pulse` and `titles`.
extension Report {
    /// - Parameter framing: what holds for keys that are missing.
    func framing(_ reader: SectionReader, over framing: Framing = .plain) -> Framing {
        var framing = framing
        framing.fit = reader.word("fit", as: Framing.Fit.self) ?? framing.fit
        framing.anchor = reader.value("anchor").flatMap(anchor) ?? framing.anchor
        framing.zoom = reader.number("zoom") ?? framing.zoom
        framing.push = reader.number("push") ?? framing.push
        framing.pushStills = reader.number("push_stills") ?? framing.pushStills
        return framing
    }

    func anchor(_ node: YAMLNode) -> Framing.Anchor? {
        guard let elements = node.elements else {
            switch word(node, PictureKeys.anchors) {
            case "auto": return .auto
            case "centre": return .centre
            case "left": return .point(x: 0, y: 0.5)
            case "right": return .point(x: 1, y: 0.5)
            case "top": return .point(x: 0.5, y: 0)
            case "bottom": return .point(x: 0.5, y: 1)
            default: return nil
            }
        }
        guard elements.count == 2 else { return expected("two shares, such as [0.5, 0.3]", node) }
        guard let x = number(elements[0], 0...1), let y = number(elements[1], 0...1) else { return nil }
        return .point(x: x, y: y)
    }

    /// - Parameters:
    ///   - grade: what holds for keys that are missing.
    ///   - folder: the project file's.
    func grade(_ reader: SectionReader, over grade: Grade = .plain, folder: String) -> Grade {
        var grade = grade
        grade.match = reader.number("match") ?? grade.match
        grade.exposure = reader.number("exposure") ?? grade.exposure
        grade.contrast = reader.number("contrast") ?? grade.contrast
        grade.saturation = reader.number("saturation") ?? grade.saturation
        grade.lut = reader.value("lut").flatMap { sideFile($0, folder) { try CubeFile.check($0) } } ?? grade.lut
        grade.lutStrength = reader.number("lut_strength") ?? grade.lutStrength
        grade.bloom = reader.number("bloom") ?? grade.bloom
        grade.vignette = reader.number("vignette") ?? grade.vignette
        grade.grain = reader.number("grain") ?? grade.grain
        return grade
    }

    func pulse(_ node: YAMLNode) -> Pulse? {
        if node.isNull { return nil }
        if node.entries == nil {
            return word(node, Pulse.Moments.allCases.map(\.rawValue)).flatMap(Pulse.Moments.init).map { Pulse(on: $0) }
        }
        guard let reader = SectionReader(node, PictureKeys.pulse, self) else { return nil }
        var pulse = Pulse()
        pulse.on = reader.word("on", as: Pulse.Moments.self) ?? pulse.on
        pulse.flash = reader.number("flash") ?? pulse.flash
        pulse.shake = reader.number("shake") ?? pulse.shake
        pulse.punch = reader.number("punch") ?? pulse.punch
        pulse.sections = reader.texts("sections") ?? []
        return pulse
    }
}
