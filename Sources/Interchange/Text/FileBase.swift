extension HandOff {
    /// The film's name as a file may be called, without an extension: ASCII letters, digits, `_` and `-`, 60 at most.
    var fileBase: String {
        var base = ""
        for scalar in name.unicodeScalars where base.utf8.count < 60 {
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-")
            if isPlain { base.unicodeScalars.append(scalar) } else if !base.isEmpty, !base.hasSuffix("_") { base += "_" }
        }
        while base.hasSuffix("_") { base.removeLast() }
        return base.isEmpty ? "film" : base
    }
}
