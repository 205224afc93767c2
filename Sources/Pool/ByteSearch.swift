extension [UInt8] {
    /// Where some bytes end that are in it, from a place on; nil where they are not.
    func end(of name: [UInt8], from start: Int = 0) -> Int? {
        guard let first = name.first, count - start >= name.count else { return nil }
        for place in start...count - name.count where self[place] == first && self[place..<place + name.count].elementsEqual(name) {
            return place + name.count
        }
        return nil
    }
}
