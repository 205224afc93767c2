/// Collects why things are made again, so that many reasons do not bury what follows.
struct StaleLines: Sendable {
    /// More lines than this become a count.
    static let most = 12

    private var order: [String] = []
    private var subjects: [String: [String]] = [:]

    var isEmpty: Bool { order.isEmpty }

    mutating func note(_ what: String, _ why: String) {
        if subjects[why] == nil { order.append(why) }
        subjects[why, default: []].append(what)
    }

    /// The lines, and nothing is collected any more. Subjects with one reason share a line when they are many.
    mutating func take() -> [String] {
        let lines = order.flatMap { why in
            let these = subjects[why] ?? []
            guard these.count > 3 else { return these.map { "\($0): \(why)" } }
            return ["\(these[0]), \(these[1]) and \(these.count - 2) more: \(why)"]
        }
        (order, subjects) = ([], [:])
        guard lines.count > Self.most else { return lines }
        return lines.prefix(Self.most) + ["… and \(lines.count - Self.most) more"]
    }
}
