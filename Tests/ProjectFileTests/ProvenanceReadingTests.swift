import Editorial
import Foundation
import ProjectFile
import Testing

@Test func aProjectThatSaysNothingOfProvenanceHasTheUsual() throws {
    #expect(try Sample.project("").provenance == .none)
    #expect(try Sample.project("provenance:").provenance == .none)
}

@Test func provenanceIsReadInFull() throws {
    let spec = try Sample.project(
        """
        provenance:
          disclosure: "By {models}."
          source: composite
          models:
            sora-2: {provider: OpenAI, licence: mine, terms: "https://example.org/terms", source: trainedAlgorithmicMedia}
          end_card: 5
          keep_prompts: true
          sign: test
        """
    ).provenance
    #expect(spec.disclosure == .text("By {models}.") && spec.source == .composite && spec.endCard == 5 && spec.keepsPrompts)
    #expect(spec.models["sora-2"] == .init(provider: "OpenAI", licence: "mine", terms: "https://example.org/terms", source: .trainedAlgorithmicMedia))
    #expect(spec.signing == .test)
    #expect(try Sample.project("provenance: {disclosure: none}").provenance.disclosure == .none)
}

@Test func aSignersFilesMustBeThereAndBeWhatTheyAreCalled() throws {
    let folder = Sample.folder + "/"
    try Data("-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n".utf8).write(to: URL(filePath: folder + "chain.pem"))
    try Data("-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n".utf8).write(to: URL(filePath: folder + "key.pem"))
    try Data("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----\n".utf8).write(to: URL(filePath: folder + "locked.pem"))
    let spec = try Sample.project("provenance: {sign: {certificate: chain.pem, key: key.pem, algorithm: ed25519, tsa: \"http://tsa.example\"}}").provenance
    #expect(
        spec.signing
            == .certificate(.init(chain: folder + "chain.pem", key: folder + "key.pem", algorithm: .ed25519, timeAuthority: "http://tsa.example")))
    func fault(_ part: String) -> String { Sample.faults("provenance: {sign: {\(part)}}").joined(separator: "\n") }
    #expect(fault("certificate: key.pem, key: key.pem").contains("1:34: error: provenance.sign.certificate: key.pem: holds no '-----BEGIN CERTIFICATE-----'"))
    #expect(fault("certificate: chain.pem, key: chain.pem").contains("holds no '-----BEGIN PRIVATE KEY-----'"))
    #expect(fault("certificate: chain.pem, key: locked.pem").contains("locked by a password"))
    #expect(fault("certificate: chain.pem, key: nowhere.pem").contains("there is no file 'nowhere.pem'"))
    #expect(fault("certificate: chain.pem").contains("provenance.sign.key: missing"))
    #expect(fault("certificate: chain.pem, key: key.pem, tsa: tsa.example").contains("expected a URL"))
}

@Test func whatIsWrongInProvenanceIsToldWithItsPlace() {
    for (part, words) in [
        ("provenance: {sign: yes}", "expected one of test"),
        ("provenance: {source: ai}", "expected one of trainedAlgorithmicMedia"),
        ("provenance: {disclosure: \"by {model}\"}", "'{model}' is nothing that is filled in here"),
        ("provenance: {models: {a: {terms: here}}}", "expected a URL such as https://example.org/terms"),
        ("provenance: {models: {a: {license: x}}}", "did you mean 'licence'?"),
        ("provenance: {models: [a]}", "expected a map from models or generators"),
        ("provenance: {end_card: 0}", "expected a number from 1 to 60"),
        ("provenance: {endcard: 5}", "did you mean 'end_card'?"),
        ("provenance: {disclosure: none, end_card: 5}", "warning: provenance.end_card: there is no disclosure"),
        ("song: {file: song.flac, isrc: 12345}", "expected an ISRC such as QZ-ABC-24-00001"),
    ] {
        let faults = Sample.faults(part)
        #expect(faults.count == 1 && faults[0].contains(words) && faults[0].hasPrefix("1:"), "\(part): \(faults)")
    }
}

@Test func anISRCIsKeptWithoutItsHyphens() throws {
    let song = try Sample.project("song: {file: song.flac, artist: A, title: B, isrc: qz-abc-24-00001}").song
    #expect(song.isrc == "QZABC2400001" && song.title == "B" && song.artist == "A")
}
