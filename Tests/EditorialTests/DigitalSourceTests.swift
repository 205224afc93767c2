import Editorial
import Testing

@Test func aFilmIsWhatAllItsTakesAre() {
    for source in DigitalSource.allCases { #expect(DigitalSource.film(of: [source, source]) == source) }
}

@Test func aFilmWithSomeGeneratedTakesIsAComposite() {
    #expect(DigitalSource.film(of: [.trainedAlgorithmicMedia, .digitalCapture]) == .compositeWithTrainedAlgorithmicMedia)
    #expect(DigitalSource.film(of: [.digitalCapture, .algorithmicMedia]) == .composite)
}

@Test func aTakeOfWhichNobodyKnowsCountsAsGenerated() {
    #expect(DigitalSource.film(of: [nil]) == .compositeWithTrainedAlgorithmicMedia)
    #expect(DigitalSource.film(of: [.digitalCapture, nil]) == .compositeWithTrainedAlgorithmicMedia)
}

@Test func aSourceIsKnownByItsAddress() {
    for source in DigitalSource.allCases { #expect(DigitalSource(uri: source.uri) == source) }
    #expect(DigitalSource.trainedAlgorithmicMedia.uri == "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")
    #expect(DigitalSource(uri: "") == nil)
}
