/// Which takes have which of so many keys.
struct KeyTable: Sendable {
    /// Takes of one key lie together in blocks of this many numbers: the place of the block before or −1, how many takes are in this one, and they.
    /// All blocks are one piece of memory, since a million arrays would be most of an index; each is as long as what a processor reads at once.
    private static let block = 16
    /// By key, where its newest block begins; −1 for none.
    private var newest: [Int32]
    private var blocks: [Int32] = []

    init(keys: Int) { newest = [Int32](repeating: -1, count: keys) }

    mutating func add(_ key: Int, _ take: Int32) {
        var start = Int(newest[key])
        if start < 0 || blocks[start + 1] == Self.block - 2 {
            blocks.append(Int32(start))
            blocks.append(contentsOf: repeatElement(0, count: Self.block - 1))
            start = blocks.count - Self.block
            newest[key] = Int32(start)
        }
        blocks[start + 2 + Int(blocks[start + 1])] = take
        blocks[start + 1] += 1
    }

    /// The takes of a key, the newest blocks first. Takes are to have been added in their order.
    /// - Parameter first: takes before this one are left out.
    @inline(__always)
    func each(of key: Int, from first: Int32, _ body: (Int32) -> Void) {
        blocks.withUnsafeBufferPointer { blocks in
            guard let blocks = blocks.baseAddress else { return }
            var start = Int(newest[key])
            while start >= 0 {
                let takes = blocks + start + 2
                for place in 0..<Int(blocks[start + 1]) where takes[place] >= first { body(takes[place]) }
                start = takes[0] < first ? -1 : Int(blocks[start])
            }
        }
    }
}
