public import Foundation

/// Where the C2PA project's library is. It is looked for and not linked: whoever neither signs nor reads manifests needs none.
public enum CredentialsLibrary {
    public static let variable = "MV_C2PA_LIBRARY"
    public static let howToGet =
        "install the C2PA project's library with 'pip install c2pa-python', or set \(variable) to the path of its libc2pa_c.so; see docs/provenance.md"

    private static let names = ["libc2pa_c.so", "libc2pa_c.dylib"]

    /// Its path; nil where there is none. A path in the environment is taken as it is.
    public static func path(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String? {
        if let given = environment[variable], !given.isEmpty { return given }
        let isThere = FileManager.default.fileExists(atPath:)
        return folders(environment).flatMap { folder in names.map { folder + "/" + $0 } }.first(where: isThere)
    }

    private static func folders(_ environment: [String: String]) -> [String] {
        let libraries = ["/usr/local/lib", "/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/opt/homebrew/lib"]
        let home = environment["HOME"] ?? "/nonexistent"
        var pythons = [environment["VIRTUAL_ENV"], home + "/.local", "/usr/local", "/usr"].compactMap(\.self)
        pythons += inside(home + "/.pyenv/versions")
        let packages = pythons.flatMap { python in inside(python + "/lib").filter { $0.contains("/lib/python3") } }
        return libraries + packages.flatMap { [$0 + "/site-packages/c2pa/libs", $0 + "/dist-packages/c2pa/libs"] }
    }

    /// Sorted, so that the same one is found each time.
    private static func inside(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().map { folder + "/" + $0 }
    }
}
