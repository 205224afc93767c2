/// Services of MLT that are no files.
enum MLTServices {
    static let colours = ["color", "colour"]
    static let made = [
        "color", "colour", "kdenlivetitle", "qtext", "pango", "noise", "count", "blipflash", "frei0r.test_pat_B", "tone", "blank",
    ]

    static func words(of service: XMLTree) -> String? {
        let kind = service.property("mlt_service") ?? ""
        if colours.contains(kind) {
            let colour = (service.property("resource") ?? "").lowercased()
            return isBlack(colour) ? nil : "a picture of the colour \(colour) is left out"
        }
        if ["kdenlivetitle", "qtext", "pango"].contains(kind) { return "a title is left out" }
        if service.property("set.test_image") == "1" || ["tone", "blank"].contains(kind) { return nil }
        return "a picture made by '\(kind)' is left out"
    }

    static func isWhite(_ colour: String) -> Bool {
        ["white", "#ffffffff", "#ffffff", "0xffffffff"].contains(colour.lowercased())
    }

    private static func isBlack(_ colour: String) -> Bool {
        ["black", "", "0", "#000000", "#ff000000", "0x000000ff", "#00000000", "transparent"].contains(colour)
    }
}
