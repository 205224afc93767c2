import Crypto
import Foundation

/// A certificate and its key made on the spot, for trying what signing is like. The key is known to nobody and is gone with this value, so that no
/// film but the one it is made for can carry its signature; and nobody has a reason to trust it.
struct TestSigner {
    /// The signer's certificate and the one it rests on, as PEM.
    let certificates: String
    /// As PEM, PKCS#8.
    let key: String

    private static let warning = "TEST SIGNATURE OF MV, TRUSTED BY NOBODY"
    /// A day before now, so that clocks may differ, to ten years after.
    private static let lifetime = (-86_400.0, 315_360_000.0)

    init(now: Date = Date()) throws {
        let (root, signer) = (P256.Signing.PrivateKey(), P256.Signing.PrivateKey())
        let rootName = Self.name(Self.warning, "mv test root")
        let rootCertificate = try Self.certificate(
            of: root.publicKey, named: rootName, by: root, named: rootName, now,
            extensions: [
                Self.extension("2.5.29.19", critical: true, DER.sequence([DER.boolean(true)])),
                // keyCertSign and cRLSign
                Self.extension("2.5.29.15", critical: true, DER.bits([0x06], unused: 1)),
                Self.keyIdentifier(root.publicKey),
            ])
        let certificate = try Self.certificate(
            of: signer.publicKey, named: Self.name(Self.warning, "mv test signer"), by: root, named: rootName, now,
            extensions: [
                Self.extension("2.5.29.19", critical: true, DER.sequence([])),
                // digitalSignature
                Self.extension("2.5.29.15", critical: true, DER.bits([0x80], unused: 7)),
                // emailProtection, one of the purposes that C2PA allows a signer.
                Self.extension("2.5.29.37", critical: false, DER.sequence([DER.identifier("1.3.6.1.5.5.7.3.4")])),
                Self.keyIdentifier(signer.publicKey),
                Self.extension("2.5.29.35", critical: false, DER.sequence([DER.tagged(0x80, Self.digest(root.publicKey))])),
            ])
        certificates = Self.pem(certificate) + Self.pem(rootCertificate)
        key = signer.pemRepresentation + "\n"
    }

    /// RFC 5280, 4.1.
    private static func certificate(
        of key: P256.Signing.PublicKey, named subject: [UInt8], by issuer: P256.Signing.PrivateKey, named issuerName: [UInt8], _ now: Date,
        extensions: [[UInt8]]
    ) throws -> [UInt8] {
        let ecdsaWithSHA256 = DER.sequence([DER.identifier("1.2.840.10045.4.3.2")])
        let serial = [0x01] + (0..<15).map { _ in UInt8.random(in: 0...255) }
        let body = DER.sequence([
            // Version 3.
            DER.tagged(0xA0, DER.tagged(0x02, [0x02])), DER.tagged(0x02, serial), ecdsaWithSHA256, issuerName,
            DER.sequence([DER.time(now + lifetime.0), DER.time(now + lifetime.1)]), subject, Array(key.derRepresentation),
            DER.tagged(0xA3, DER.sequence(extensions)),
        ])
        let signature = try issuer.signature(for: Data(body)).derRepresentation
        return DER.sequence([body, ecdsaWithSHA256, DER.bits(Array(signature), unused: 0)])
    }

    /// Organisation and common name.
    private static func name(_ organisation: String, _ common: String) -> [UInt8] {
        DER.sequence(
            [("2.5.4.10", organisation), ("2.5.4.3", common)].map { kind, text in
                DER.tagged(0x31, DER.sequence([DER.identifier(kind), DER.tagged(0x0C, Array(text.utf8))]))
            })
    }

    private static func `extension`(_ kind: String, critical: Bool, _ value: [UInt8]) -> [UInt8] {
        DER.sequence([DER.identifier(kind)] + (critical ? [DER.boolean(true)] : []) + [DER.tagged(0x04, value)])
    }

    private static func keyIdentifier(_ key: P256.Signing.PublicKey) -> [UInt8] {
        Self.extension("2.5.29.14", critical: false, DER.tagged(0x04, digest(key)))
    }

    /// Any twenty bytes that differ between keys do.
    private static func digest(_ key: P256.Signing.PublicKey) -> [UInt8] { Array(SHA256.hash(data: key.x963Representation).prefix(20)) }

    private static func pem(_ certificate: [UInt8]) -> String {
        let text = Data(certificate).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n"
    }
}
