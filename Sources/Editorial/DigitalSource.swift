/// How pictures came to be, in the words of the IPTC's controlled vocabulary (https://cv.iptc.org/newscodes/digitalsourcetype/), which XMP and
/// C2PA use alike.
public enum DigitalSource: String, Hashable, Sendable, Codable, CaseIterable {
    /// Made by a model that was trained on captured pictures.
    case trainedAlgorithmicMedia
    /// Such pictures together with others.
    case compositeWithTrainedAlgorithmicMedia
    /// Made by a program that was not trained.
    case algorithmicMedia
    /// Filmed.
    case digitalCapture
    /// Drawn or animated by people with a computer.
    case digitalCreation
    /// Pictures of several of these kinds, none by a trained model.
    case composite

    public var uri: String { "http://cv.iptc.org/newscodes/digitalsourcetype/" + rawValue }

    public init?(uri: String) {
        guard let word = uri.split(separator: "/").last else { return nil }
        self.init(rawValue: String(word))
    }

    /// Whether a trained model had a part in it.
    public var isTrained: Bool { self == .trainedAlgorithmicMedia || self == .compositeWithTrainedAlgorithmicMedia }

    /// What a film is that shows pictures of these kinds. One of which nobody knows how it was made counts as made by a model: a film that
    /// discloses too much does less harm than one that discloses too little.
    ///
    /// - Parameter sources: of every take that is shown, nil where it is not known.
    public static func film(of sources: some Collection<DigitalSource?>) -> DigitalSource {
        if let first = sources.first, let first, sources.allSatisfy({ $0 == first }) { return first }
        return sources.contains { $0?.isTrained ?? true } ? .compositeWithTrainedAlgorithmicMedia : .composite
    }
}
