/// What a format could not carry, as it comes up: one entry for equal words.
struct LeftOutList {
    private(set) var all: [LeftOut] = []

    mutating func add(_ what: String, at frames: [Int] = []) {
        if let known = all.firstIndex(where: { $0.what == what }) {
            all[known].frames += frames
        } else {
            all.append(LeftOut(what, at: frames))
        }
    }

    mutating func add(_ what: String, at frame: Int) { add(what, at: [frame]) }
}
