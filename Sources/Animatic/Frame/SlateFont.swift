/// A bitmap face for slates, 5 wide and 7 high, for the printable ASCII characters.
enum SlateFont {
    static let width = 5
    static let height = 7

    /// Rows of a character from the top, five bits each, the left pixel highest. Unknown characters are a question mark.
    static func rows(_ character: Character) -> [UInt8] { glyphs[character] ?? glyphs["?"] ?? [] }

    /// Letters that reach below the line are drawn this much lower.
    static func drop(_ character: Character) -> Int { "gpqy".contains(character) ? 2 : 0 }

    static func knows(_ character: Character) -> Bool { glyphs[character] != nil }

    /// One letter a row: 0–9 and A–V stand for 0 to 31.
    private static let glyphs: [Character: [UInt8]] = {
        let drawn: [(String, [String])] = [
            (
                "ABCDEFGHIJKLM",
                [
                    "EHHVHHH", "UHHUHHU", "EHGGGHE", "UHHHHHU", "VGGUGGV", "VGGUGGG", "EHGNHHF", "HHHVHHH", "E44444E", "72222IC", "HIKOKIH",
                    "GGGGGGV", "HRLLHHH",
                ]
            ),
            (
                "NOPQRSTUVWXYZ",
                [
                    "HPPLJJH", "EHHHHHE", "UHHUGGG", "EHHHLID", "UHHUKIH", "FGGE11U", "V444444", "HHHHHHE", "HHHHHA4", "HHHLLRH", "HHA4AHH",
                    "HHA4444", "V1248GV",
                ]
            ),
            (
                "abcdefghijklm",
                [
                    "00E1FHF", "GGUHHHU", "00EGGHE", "11FHHHF", "00EHVGE", "698S888", "FHHHF1E", "GGUHHHH", "40C444E", "20622IC", "GGIKOKI",
                    "C44444E", "00QLLLL",
                ]
            ),
            (
                "nopqrstuvwxyz",
                [
                    "00UHHHH", "00EHHHE", "UHHHUGG", "FHHHF11", "00MPGGG", "00FGE1U", "88S8896", "00HHHHF", "00HHHA4", "00HHLLA", "00HA4AH",
                    "HHHHF1E", "00V248V",
                ]
            ),
            ("0123456789", ["EHJLPHE", "4C4444E", "EH1248V", "V2421HE", "26AIV22", "VGU11HE", "68GUHHE", "V124888", "EHHEHHE", "EHHF12C"]),
            (
                " !\"#$%&'()*+,-./",
                [
                    "0000000", "4444404", "AA00000", "AAVAVAA", "4FKE5U4", "OP248J3", "CIK8LID", "4400000", "2488842", "8422248", "04LEL40",
                    "044V440", "0000C48", "000V000", "00000CC", "01248G0",
                ]
            ),
            (
                ":;<=>?@[\\]^_`{|}~",
                [
                    "0CC0CC0", "0CC0C48", "248G842", "00V0V00", "8421248", "EH12404", "EHNLNGE", "E88888E", "0G84210", "E22222E", "4AH0000",
                    "000000V", "8400000", "2448442", "4444444", "8442448", "008L200",
                ]
            ),
        ]
        var table: [Character: [UInt8]] = [:]
        for (characters, shapes) in drawn {
            for (character, shape) in zip(characters, shapes) {
                table[character] = shape.utf8.map { $0 < 58 ? $0 - 48 : $0 - 55 }
            }
        }
        return table
    }()
}
