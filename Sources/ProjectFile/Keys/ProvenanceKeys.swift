import Editorial

/// The keys of where pictures come from and what is told of it.
package enum ProvenanceKeys {
    package static let provenance = Section(
        name: "provenance", doc: "Where the pictures come from, and what is told of it in the film and beside it.",
        keys: [
            Key(
                "disclosure", .text, otherwise: "in the program's words", misnomers: ["notice", "disclaimer"],
                "What people are told of how the film was made; `{models}` and `{title}` are filled in, `none` for nothing."),
            Key(
                "source", .word(DigitalSource.allCases.map(\.rawValue)), otherwise: "what comes of the takes",
                misnomers: ["source_type", "digital_source_type"], "How the film's pictures were made, in the IPTC's words."),
            Key(
                "models", .named(.section(model), key: "a model or a generator"), otherwise: "nothing is known of them", misnomers: ["licences", "terms"],
                "Who makes a model and on which terms, by the model's name or the generator's."),
            Key(
                "end_card", .number(1...60), otherwise: "none", misnomers: ["endcard", "card"],
                "Seconds that title and disclosure are seen at the film's end, after the lines of `titles.credits`."),
            Key(
                "keep_prompts", .boolean, fallback: "false", misnomers: ["prompts"],
                "Whether the prompts stand in the film's own file. They stand in `NAME.provenance.json` in any case."),
            Key(
                "sign", .sectionOr(sign, .word(["test"])), otherwise: "not signed", misnomers: ["c2pa", "signature", "signing"],
                "Signs MP4 and MOV films with a C2PA manifest. `test` is a signature that nobody trusts."),
        ])

    package static let model = Section(
        name: "provenance.models", doc: "What is known of a model, or of all that a generator makes.",
        keys: [
            Key("provider", .text, otherwise: "the service, where it is one", misnomers: ["by", "maker", "company"], "Who makes or runs it."),
            Key("licence", .text, otherwise: "none", misnomers: ["license"], "Under which licence its pictures may be used."),
            Key("terms", .text, otherwise: "none", misnomers: ["url", "tos"], "Where its terms can be read, a URL."),
            Key(
                "source", .word(DigitalSource.allCases.map(\.rawValue)),
                otherwise: "`algorithmicMedia` of `animatic`, unknown of `import`, else `trainedAlgorithmicMedia`", misnomers: ["source_type"],
                "How its pictures were made, in the IPTC's words."),
        ])

    package static let sign = Section(
        name: "provenance.sign", doc: "The certificate that films are signed with.",
        keys: [
            Key(
                "certificate", .file, required: true, misnomers: ["cert", "chain"],
                "A PEM file: the signer's certificate first, then those it rests on."),
            Key(
                "key", .file, required: true, misnomers: ["private_key"],
                "The private key, a PEM file. It is read when a film is signed, and kept nowhere else."),
            Key(
                "algorithm", .word(ProvenanceSpec.Certificate.Algorithm.allCases.map(\.rawValue)),
                fallback: ProvenanceSpec.Certificate.Algorithm.es256.rawValue, misnomers: ["alg"], "What the key signs with."),
            Key("tsa", .text, otherwise: "none", misnomers: ["timestamp", "time_authority"], "URL of an authority that signs the time."),
        ])
}
