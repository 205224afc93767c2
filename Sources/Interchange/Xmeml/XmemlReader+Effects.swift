import Timebase

extension XmemlReading {
    struct Join {
        var kind: HandOff.Transition.Kind
        var range: FrameRange
        /// The edit point: the first frame after it.
        var cut: Int
        /// Whether it leads to black.
        var goesDown: Bool
    }

    func join(_ element: XMLTree) -> Join? {
        guard let start = element.frame("start"), let end = element.frame("end"), start >= 0, end > start else { return nil }
        let effect = element.first("effect")
        let alignment = element.text("alignment")?.lowercased() ?? ""
        let cut =
            switch alignment {
            case "start", "start-black": start
            case "end", "end-black": end
            default: middle(of: element, start, end)
            }
        return Join(kind: kind(effect), range: FrameRange(start..<end), cut: cut, goesDown: alignment == "end-black")
    }

    /// Premiere's transitions may lie on their edit point as one likes; it says so in ticks.
    private func middle(of element: XMLTree, _ start: Int, _ end: Int) -> Int {
        let perFrame = Rational(XmemlTicks.perSecond) / rate.framesPerSecond
        if let ticks = element.int("cutPointTicks"), ticks >= 0 {
            let frames = (Double(ticks) / perFrame.doubleValue).rounded()
            if frames <= Double(end - start) { return start + Int(frames) }
        }
        return start + (end - start) / 2
    }

    private func kind(_ effect: XMLTree?) -> HandOff.Transition.Kind {
        let name = effect?.text("name") ?? effect?.text("effectid") ?? ""
        let id = (effect?.text("effectid") ?? name).lowercased()
        for text in [id, name.lowercased()] {
            if text == "dip to white" { return .dipToWhite }
            if text == "dip to black" { return .dipToBlack }
            if text.hasPrefix("dip to color") {
                let colors = effect?.all("parameter").first { $0.text("parameterid") == "dipcolor" }?.first("value")
                let light = ["red", "green", "blue"].compactMap { colors?.int($0) }
                return light.count == 3 && light.allSatisfy { $0 >= 128 } ? .dipToWhite : .dipToBlack
            }
            if text.hasSuffix("dissolve") { return .dissolve }
        }
        return .other(name.isEmpty ? "transition" : name.lowercased())
    }

    // MARK: - Effects on clips

    mutating func speed(of element: XMLTree) -> Rational {
        guard let effect = element.all("filter").compactMap({ $0.first("effect") }).first(where: { $0.text("effectid") == "timeremap" })
        else { return Rational(1) }
        func value(_ id: String) -> String? { effect.all("parameter").first { $0.text("parameterid") == id }?.text("value") }
        let name = element.text("name") ?? ""
        if ["1", "TRUE"].contains(value("variablespeed")?.uppercased()) {
            notes.add("the changing speed of '\(name)' is read as an even one", at: element.frame("start"))
        }
        guard let percent = value("speed").flatMap(Double.init), percent.isFinite, (0.01...100_000).contains(abs(percent)) else {
            notes.add("the speed of '\(name)' is not understood", at: element.frame("start"))
            return Rational(1)
        }
        let speed = Rational(near: abs(percent) / 100)
        let isReverse = percent < 0 || value("reverse")?.uppercased() == "TRUE"
        return isReverse ? Rational(-speed.numerator, speed.denominator) : speed
    }

    mutating func effects(of element: XMLTree, at frame: Int) {
        for effect in element.all("filter").compactMap({ $0.first("effect") }) {
            let id = effect.text("effectid")?.lowercased() ?? ""
            if ["timeremap", "audiolevels", "audiopan"].contains(id) || isNeutral(effect) { continue }
            notes.add("the effect '\(effect.text("name") ?? id)' is left out", at: frame)
        }
    }

    /// Premiere writes motion and opacity also where nobody touched them.
    private func isNeutral(_ effect: XMLTree) -> Bool {
        guard let id = effect.text("effectid")?.lowercased(), ["basic", "opacity", "crop", "distort"].contains(id) else { return false }
        return effect.all("parameter").allSatisfy { parameter in
            let usual: Double = ["scale", "opacity"].contains(parameter.text("parameterid")?.lowercased()) ? 100 : 0
            guard parameter.first("keyframe") == nil, let value = parameter.first("value") else { return false }
            let numbers = ([value] + value.children).map(\.text).filter { !$0.isEmpty && $0.uppercased() != "FALSE" }
            return numbers.allSatisfy { Double($0) == usual }
        }
    }
}

/// Premiere's clock.
enum XmemlTicks {
    static let perSecond: Int64 = 254_016_000_000

    /// Exact at every rate that Premiere has.
    static func at(_ frame: Int, _ rate: FrameRate) -> Int {
        frame.times(Rational(perSecond) / rate.framesPerSecond)
    }
}
