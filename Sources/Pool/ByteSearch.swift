extension [UInt8] {
    /// Where some bytes end that are in it; nil where they are not.
    func end(of name: [UInt8]) -> Int? {
        guard let first = name.first, count >= name.count else { return nil }
        for place in 0...count - name.count where self[place] == first && self[place..<place + name.count].elementsEqual(name) {
            return place + name.count
        }
        return nil
    }
}
