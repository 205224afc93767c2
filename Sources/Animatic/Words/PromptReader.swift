import Timebase

/// Reads a prompt: which words of the vocabulary it holds, which of them it takes back ("no cars", "without people"), and what
/// to assume where it says nothing.
package enum PromptReader {
    package static func read(_ prompt: String, negative: String? = nil) -> SceneDescription {
        var found: [(meaning: Meaning, place: Int)] = []
        var refused: Set<Meaning> = []
        let phrases = clauses(prompt)
        var place = 0
        for clause in phrases {
            let (asked, denied) = meanings(of: clause)
            for meaning in asked {
                found.append((meaning, place))
                place += 1
            }
            refused.formUnion(denied)
        }
        for clause in clauses(negative ?? "") {
            let (asked, denied) = meanings(of: clause)
            refused.formUnion(asked)
            refused.formUnion(denied)
        }
        found.removeAll { meets($0.meaning, refused) }
        return describe(found, refused: refused, prompt: prompt)
    }

    /// A negative prompt's `forest` takes back every word for a forest, however strongly each asks.
    private static func meets(_ meaning: Meaning, _ refused: Set<Meaning>) -> Bool {
        if refused.contains(meaning) { return true }
        switch meaning {
        case .scene(let kind, _):
            return refused.contains { if case .scene(kind, _) = $0 { true } else { false } }
        case .subject(let subject) where subject.isHuman:
            return refused.contains(.subject(.crowd))
        default: return false
        }
    }

    // MARK: words

    /// Lower-case words, clause by clause: a negation reaches to the end of its clause.
    private static func clauses(_ text: String) -> [[String]] {
        var clauses: [[String]] = [[]]
        var word = ""
        func endWord() {
            if !word.isEmpty { clauses[clauses.count - 1].append(word) }
            word = ""
        }
        for character in text.lowercased() {
            if character.isLetter || character.isNumber {
                word.append(character)
            } else if character == "'" || character == "’" {
                continue
            } else {
                endWord()
                if ",.;:!?()→|\n/".contains(character) { clauses.append([]) }
            }
        }
        endWord()
        return clauses
    }

    private static let negations: Set<String> = ["no", "not", "without", "never", "dont", "isnt", "neither", "nor", "minus", "lacking"]
    private static let turns: Set<String> = ["but", "only", "just", "with", "while", "yet"]

    private static func meanings(of words: [String]) -> (asked: [Meaning], denied: [Meaning]) {
        var asked: [Meaning] = []
        var denied: [Meaning] = []
        var denying = false
        var index = 0
        while index < words.count {
            if negations.contains(words[index]) {
                denying = true
                index += 1
                continue
            }
            if turns.contains(words[index]) { denying = false }
            var taken = 1
            for length in stride(from: min(Vocabulary.longestPhrase, words.count - index), through: 1, by: -1) {
                let run = words[index..<index + length]
                guard let meanings = lookUp(run) else { continue }
                if denying { denied += meanings } else { asked += meanings }
                taken = length
                break
            }
            index += taken
        }
        return (asked, denied)
    }

    private static func lookUp(_ words: ArraySlice<String>) -> [Meaning]? {
        let head = words.dropLast().joined(separator: " ")
        let prefix = head.isEmpty ? "" : head + " "
        for last in forms(of: words.last ?? "") {
            if let found = Vocabulary.meanings[prefix + last] { return found }
        }
        guard words.count > 1 else { return nil }
        let singular = words.map { forms(of: $0).last ?? $0 }.joined(separator: " ")
        return Vocabulary.meanings[singular]
    }

    /// A word and its likely dictionary forms: `couples`, `benches`, `cities`, `leaves`.
    private static func forms(of word: String) -> [String] {
        var forms = [word]
        guard word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss") else { return forms }
        if word.hasSuffix("ies") { forms.append(word.dropLast(3) + "y") }
        if word.hasSuffix("ves") { forms.append(word.dropLast(3) + "f") }
        if word.hasSuffix("es") { forms.append(String(word.dropLast(2))) }
        forms.append(String(word.dropLast()))
        return forms
    }

    // MARK: facts

    private static func describe(_ found: [(meaning: Meaning, place: Int)], refused: Set<Meaning>, prompt: String) -> SceneDescription {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in prompt.lowercased().utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        var random = SeededRandom(seed: hash, "defaults")
        var weights: [SceneKind: Double] = [:]
        var times: [DayTime] = []
        var weathers: [Weather] = []
        var subjects: [Subject] = []
        var features: Set<Feature> = []
        var moves: [CameraMove] = []
        var looks: Set<FilmLook> = []
        var hues: [Hue] = []
        var pace: Float = 1
        var empty = false
        for (meaning, place) in found {
            switch meaning {
            case .scene(let kind, let strength):
                // Among equals the first named wins; a later word of the same scene confirms it.
                weights[kind, default: 0] += (weights[kind] == nil ? 1 : 0.2) * Double(strength) - min(1.5, Double(place) * 0.15)
            case .time(let time): times.append(time)
            case .weather(let weather): weathers.append(weather)
            case .subject(let subject): if !subjects.contains(subject) { subjects.append(subject) }
            case .feature(let feature): features.insert(feature)
            case .move(let move): if !moves.contains(move) { moves.append(move) }
            case .look(let look): looks.insert(look)
            case .hue(let hue): if !hues.contains(hue) { hues.append(hue) }
            case .pace(let value): pace = value
            case .empty: empty = true
            }
        }
        if empty { subjects.removeAll { $0 == .crowd } }
        if subjects.contains(.couple) { subjects.removeAll { $0 == .person } }
        let ranked = SceneKind.allCases.filter { weights[$0, default: 0] > 0 }.sorted { weights[$0, default: 0] > weights[$1, default: 0] }
        let open = SceneKind.allCases.filter { kind in !refused.contains { if case .scene(kind, _) = $0 { true } else { false } } }
        var scene = ranked.first ?? implied(subjects, features) ?? open[Int(random.next() % UInt64(max(1, open.count)))]
        var beyond = ranked.dropFirst().first
        // Looking through a window or door at somewhere means standing inside.
        let openings = subjects.contains(.window) || subjects.contains(.door)
        if openings, !scene.isInside, beyond == nil || beyond?.isInside == false, prompt.lowercased().contains("through") {
            (scene, beyond) = (.room, scene)
        } else if openings, let inside = beyond, inside == .room, !scene.isInside {
            (scene, beyond) = (.room, scene)
        }
        if moves.contains(.zoomIn), moves.contains(.zoomOut) { moves.removeAll { $0 == .zoomIn } }
        if moves.isEmpty { moves = [.drift] }
        return SceneDescription(
            scene: scene, beyond: beyond, time: times.first ?? assumedTime(scene, features, looks, &random),
            weather: weathers.first ?? .clear, subjects: subjects, features: features, moves: moves, pace: pace, looks: looks, hues: hues,
            wordHash: hash)
    }

    /// The place a thing makes one think of, when no place is named.
    private static func implied(_ subjects: [Subject], _ features: Set<Feature>) -> SceneKind? {
        for subject in subjects {
            switch subject {
            case .singer, .band, .dancer, .guitar, .piano, .crowd: return .stage
            case .boat: return .sea
            case .window, .bed, .chair, .candle, .table, .cat, .door: return .room
            case .car: return features.contains(.neonSigns) ? .street : .desert
            case .tree, .deer: return .forest
            case .house, .horse, .flower, .bicycle, .tower, .tent: return .field
            case .astronaut: return .space
            case .plane, .balloon, .bird: return .sky
            case .whale, .fish: return .underwater
            case .train: return .mountains
            case .lamp, .umbrella: return .street
            default: continue
            }
        }
        if features.contains(.neonSigns) { return .street }
        if !features.isDisjoint(with: [.aurora]) { return .mountains }
        if !features.isDisjoint(with: [.road]) { return .desert }
        if !features.isDisjoint(with: [.moon, .sun, .stars, .rainbow, .clouds]) { return .sky }
        if !features.isDisjoint(with: [.river, .leaves, .fireflies]) { return .forest }
        if !features.isDisjoint(with: [.beams, .lanterns, .fireworks]) { return features.contains(.beams) ? .stage : .city }
        return nil
    }

    private static func assumedTime(
        _ scene: SceneKind, _ features: Set<Feature>, _ looks: Set<FilmLook>, _ random: inout SeededRandom
    ) -> DayTime {
        if !features.isDisjoint(with: [.stars, .moon, .fireflies, .lanterns]) || looks.contains(.neon) { return .night }
        if features.contains(.rainbow) { return .day }
        let likely: [DayTime] =
            switch scene {
            case .space, .stage, .tunnel: [.night]
            case .street: [.night, .dusk, .night]
            case .city: [.night, .dusk, .sunset, .dawn]
            case .corridor: [.night, .dusk]
            case .room: [.dusk, .night, .morning, .sunset]
            case .underwater: [.day, .dusk]
            default: [.dawn, .morning, .day, .sunset, .dusk]
            }
        return likely[Int(random.next() % UInt64(likely.count))]
    }
}
