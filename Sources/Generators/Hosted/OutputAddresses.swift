package import Foundation
package import Web

/// Where the videos are in the output of a model. Each model has its own shape.
package enum OutputAddresses {
    private static let names = ["video", "videos", "output", "outputs", "result"]

    package static func found(in output: JSONValue) -> [URL] {
        for name in names {
            let found = addresses(of: output[name])
            if !found.isEmpty { return found }
        }
        return []
    }

    /// An address, an object with a `url`, a list of such, or an object that holds them under the usual names.
    private static func addresses(of value: JSONValue?) -> [URL] {
        switch value {
        case .string(let text): return URL(string: text).flatMap { ["http", "https"].contains($0.scheme) ? [$0] : nil } ?? []
        case .array(let list): return list.flatMap { addresses(of: $0) }
        case .object(let map):
            if let url = map["url"] {
                if let type = map["content_type"]?.text, type.hasPrefix("image/") || type.hasPrefix("audio/") { return [] }
                return addresses(of: url)
            }
            return names.lazy.map { addresses(of: map[$0]) }.first { !$0.isEmpty } ?? []
        default: return []
        }
    }
}
