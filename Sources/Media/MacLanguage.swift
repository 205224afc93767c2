/// QuickTime's names of languages where they are not those of ISO 639-2/T: libavformat's MOV muxer drops what it does not know.
/// https://developer.apple.com/documentation/quicktime-file-format/language_code_values
enum MacLanguage {
    private static let names = ["deu": "ger", "nld": "dut", "swe": "sve", "ell": "gre", "isl": "ice", "zho": "chi"]

    /// What MOV calls a language of ISO 639-2/T.
    static func name(_ standard: String) -> String { names[standard] ?? standard }

    static func standard(_ name: String) -> String { names.first { $0.value == name }?.key ?? name }
}
