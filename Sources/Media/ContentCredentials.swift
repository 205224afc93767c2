public import Foundation

/// Looks for a C2PA manifest in an MP4 or MOV file: a top-level `uuid` box with the identifier of the C2PA specification
/// (version 1.4, section A.5.1). Nothing in it is verified: that is for `CredentialsRecipe`.
public enum ContentCredentials {
    private static let identifier: [UInt8] = [
        0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81,
    ]
    /// With pictures of their ingredients manifests come to a few megabytes.
    private static let longest: UInt64 = 64 << 20

    /// False for files that are no boxes at all.
    public static func present(inFile path: String) -> Bool { TopLevelBoxes.hold(uuid: identifier, inFile: path) }

    /// The manifest store by itself, which is what a `.c2pa` file holds; nil without one, or where the box holds something else.
    public static func manifest(inFile path: String) -> Data? {
        guard let body = TopLevelBoxes.body(ofUUID: identifier, inFile: path, longest: longest) else { return nil }
        // Four bytes of version and flags, what it is for as text that ends with a zero, eight bytes of where the file's hash tree lies.
        let text = body.dropFirst(4).prefix { $0 != 0 }
        let rest = body.dropFirst(4 + text.count + 1 + 8)
        return text.elementsEqual("manifest".utf8) && !rest.isEmpty ? Data(rest) : nil
    }
}
