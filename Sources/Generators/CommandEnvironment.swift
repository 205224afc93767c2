package import Web

/// What programs of the user's get to see of the environment.
package enum CommandEnvironment {
    /// Those that every program needs, and those the project names.
    package static func visible(_ all: [String: String], naming names: [String]) -> [String: String] {
        all.filter { ["PATH", "HOME", "TMPDIR", "LANG"].contains($0.key) || names.contains($0.key) }
    }

    /// The variables that are keys by their names: programs like to print what they were given.
    package static func secrets(in variables: [String: String], naming names: [String]) -> [Secret] {
        variables.sorted { $0.key < $1.key }.compactMap { name, value in
            let isSecret = ["KEY", "TOKEN", "SECRET", "PASS", "AUTH", "CREDENTIAL"].contains { name.uppercased().contains($0) }
            return isSecret && names.contains(name) ? Secret(value) : nil
        }
    }
}
