/// Looks for a C2PA manifest in an MP4 or MOV file: a top-level `uuid` box with the identifier of the C2PA specification
/// (version 1.4, section A.5.1). Nothing in it is verified: that is for `CredentialsRecipe`.
public enum ContentCredentials {
    private static let identifier: [UInt8] = [
        0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81,
    ]

    /// False for files that are no boxes at all.
    public static func present(inFile path: String) -> Bool { TopLevelBoxes.hold(uuid: identifier, inFile: path) }
}
