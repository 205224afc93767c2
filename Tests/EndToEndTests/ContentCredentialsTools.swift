import Foundation
import Subprocess
import SystemPackage

/// The C2PA project's own library and reader, where `Scripts/set-up-tests` has put them or the machine has them.
enum C2PA {
    /// Nil where there is none: then the tests that need it are skipped, and say so.
    static let library: String? = {
        let environment = ProcessInfo.processInfo.environment
        let places = [environment["MV_C2PA_LIBRARY"] ?? "", Program.root + "/.build/c2pa/c2pa/libs/libc2pa_c.so"]
        guard let found = places.first(where: { !$0.isEmpty && FileManager.default.fileExists(atPath: $0) }) else {
            FileHandle.standardError.write(Data("\nNO C2PA LIBRARY: nobody signs and nobody reads manifests in this run; Scripts/set-up-tests gets it\n".utf8))
            return nil
        }
        // The programs under test are told of it like this.
        setenv("MV_C2PA_LIBRARY", found, 1)
        return found
    }()

    static let why: String = "there is no C2PA library; Scripts/set-up-tests gets it"

    /// For a part of a test that needs what is not there.
    static func skip(_ why: String) { FileHandle.standardError.write(Data("\nSKIPPED: \(why)\n".utf8)) }

    /// What the project's own Python reader says of a file; nil where Python cannot load it.
    static func report(_ file: String) async throws -> [String: Any]? {
        guard let library else { return nil }
        let packages = URL(filePath: library).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        let script = "import sys; sys.path.insert(0, sys.argv[1])\nimport c2pa\nprint(c2pa.Reader(sys.argv[2]).json())"
        guard let ended = try? await tool("python3", ["-c", script, packages, file]), ended.code == 0 else { return nil }
        return try JSONSerialization.jsonObject(with: Data(ended.out.utf8)) as? [String: Any]
    }

    /// Nil where there is no such program.
    static func tool(_ name: String, _ arguments: [String], in folder: String = "/") async throws -> (code: Int32, out: String)? {
        guard let ended = try? await Subprocess.run(
            .name(name), arguments: Arguments(arguments), workingDirectory: FilePath(folder), output: .string(limit: 8 << 20), error: .discarded)
        else { return nil }
        if case .exited(let code) = ended.terminationStatus { return (code, ended.standardOutput) }
        return nil
    }

    /// A certificate authority and a signer of it, made by openssl; false where that is not there.
    static func makeCertificate(in folder: String) async throws -> Bool {
        let extensions = """
            basicConstraints=critical,CA:FALSE
            keyUsage=critical,digitalSignature
            extendedKeyUsage=emailProtection
            subjectKeyIdentifier=hash
            authorityKeyIdentifier=keyid
            """
        try Data(extensions.utf8).write(to: URL(filePath: folder + "/extensions"))
        for line in [
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout root.key -out root.pem -days 30 -subj /O=Tests/CN=root",
            "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out key.pem",
            "req -new -key key.pem -subj /O=Tests/CN=Sleepers -out signer.csr",
            "x509 -req -in signer.csr -CA root.pem -CAkey root.key -CAcreateserial -days 20 -extfile extensions -out signer.pem",
        ] {
            guard let ended = try await tool("openssl", line.split(separator: " ").map(String.init), in: folder), ended.code == 0 else { return false }
        }
        let chain = try ["signer.pem", "root.pem"].map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }.joined()
        try Data(chain.utf8).write(to: URL(filePath: folder + "/chain.pem"))
        return true
    }
}
