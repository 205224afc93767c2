/// Letters for sections that sound alike, and modest guesses at what they are for.
package enum SectionLabels {
    /// Cosine above which two sections share a letter.
    private static let alike: Float = 0.6

    /// `A`, `B`, `A'`, `A''`: a letter for each kind in order of appearance, a stroke for each time it returns.
    package static func letters(_ means: [[Float]]) -> [String] {
        var kinds: [(sum: [Float], uses: Int)] = []
        return means.map { mean in
            let found = kinds.indices.map { ($0, cosine(kinds[$0].sum, mean)) }.max { ($0.1, $1.0) < ($1.1, $0.0) }
            if let (kind, likeness) = found, likeness > alike {
                kinds[kind].uses += 1
                for index in mean.indices { kinds[kind].sum[index] += mean[index] }
                return letter(kind) + strokes(kinds[kind].uses - 1)
            }
            kinds.append((mean, 1))
            return letter(kinds.count - 1)
        }
    }

    /// After the 26th kind: `A1`, `B1`.
    private static func letter(_ kind: Int) -> String {
        let round = kind / 26
        return String(UnicodeScalar(UInt8(65 + kind % 26))) + (round > 0 ? String(round) : "")
    }

    private static func strokes(_ count: Int) -> String { count <= 3 ? String(repeating: "'", count: count) : "'\(count)" }

    private static func cosine(_ a: [Float], _ b: [Float]) -> Float {
        var (dot, left, right): (Float, Float, Float) = (0, 0, 0)
        for index in a.indices {
            dot += a[index] * b[index]
            left += a[index] * a[index]
            right += b[index] * b[index]
        }
        let scale = (left * right).squareRoot()
        return scale > 1e-9 ? dot / scale : 1
    }

    /// Roles from order, repetition and energy; nil where nothing speaks for one.
    ///
    /// The loudest letter is the chorus, a calm or short start the intro and a calm or short end the outro, a letter that returns
    /// or comes before a chorus a verse, a single letter, or the intro's again, after a chorus the bridge.
    package static func roles(labels: [String], energies: [Double], seconds: [Double]) -> [String?] {
        let count = labels.count
        var roles = [String?](repeating: nil, count: count)
        guard count >= 3 else { return roles }
        let bases = labels.map { String($0.prefix { $0 != "'" }) }
        let average = energies.reduce(0, +) / Double(count)
        var loudest: (kind: String, weight: Double)?
        for kind in bases where loudest?.kind != kind {
            let own = (0..<count).filter { bases[$0] == kind }
            let energy = own.map { energies[$0] }.reduce(0, +) / Double(own.count)
            let weight = energy + (own.count > 1 ? 0.1 : 0)
            if energy > average + 0.05, weight > loudest?.weight ?? 0 { loudest = (kind, weight) }
        }
        let typical = seconds.sorted()[count / 2]
        if energies[0] < average - 0.05 || seconds[0] < 0.7 * typical { roles[0] = "intro" }
        if energies[count - 1] < average - 0.05 || seconds[count - 1] < 0.7 * typical { roles[count - 1] = "outro" }
        guard let chorus = loudest?.kind else { return roles }
        for index in 0..<count where roles[index] == nil {
            let alone = bases.filter { $0 == bases[index] }.count == 1
            let likeIntro = roles[0] == "intro" && bases[index] == bases[0]
            if bases[index] == chorus {
                roles[index] = "chorus"
            } else if alone || likeIntro, index > 0, index * 3 > count, bases[..<index].contains(chorus) {
                roles[index] = "bridge"
            } else if !likeIntro, energies[index] > average - 0.25, !alone || (index + 1 < count && bases[index + 1] == chorus) {
                roles[index] = "verse"
            }
        }
        return roles
    }
}
