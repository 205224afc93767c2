import Foundation
import Web

/// What a server remembers of a run that has ended.
struct ComfyUIHistory: Sendable {
    private let entry: JSONValue

    init(_ entry: JSONValue) { self.entry = entry }

    /// A file that a run made, as `/view` is asked for it.
    struct File: Hashable, Sendable {
        var name: String
        var folder: String
        /// `output`; `temp` for previews, which a restart removes.
        var type: String

        init(name: String, folder: String, type: String) {
            (self.name, self.folder, self.type) = (name, folder, type)
        }

        init?(_ item: JSONValue) {
            guard case .string(let name)? = item["filename"], !name.isEmpty else { return nil }
            self.init(name: name, folder: item["subfolder"]?.text ?? "", type: item["type"]?.text ?? "output")
        }

        /// How much it is to be preferred by its kind; nil when it is no video that can be decoded.
        fileprivate var rank: Int? {
            ["mp4", "mov", "webm", "mkv", "m4v", "avi", "gif"].firstIndex(of: (name as NSString).pathExtension.lowercased())
        }
        fileprivate var isOutput: Bool { type == "output" }
    }

    enum Ending: Sendable {
        /// A word nobody knows: as long as nobody says that it ended, it runs.
        case running(String)
        case files([File])
        case failed(ServiceError)
    }

    /// - Parameters:
    ///   - prefix: what the take's files were to be called.
    ///   - node: the node whose file is the take.
    func ending(prefix: String, node: String?, _ redactor: Redactor) -> Ending {
        let status = entry["status"]?["status_str"]?.text
        if status == "error" { return .failed(ComfyUIFaults.ending(entry["status"]?["messages"]?.list ?? [], redactor)) }
        // Without a word for its state it counts by what it made.
        if let status, status != "success" { return .running(redactor.clean(status)) }
        let files = files(preferring: preferred(prefix, node))
        return files.isEmpty ? .failed(ServiceError(.modelFailure, nothing)) : .files(files)
    }

    /// The node that the project means, then those that were told to name their files so.
    private func preferred(_ prefix: String, _ node: String?) -> [String] {
        let named = (entry["prompt"]?[2]?.map ?? [:]).filter { $0.value["inputs"]?["filename_prefix"]?.text == prefix }.keys.sorted()
        return (node.map { [$0] } ?? []) + named
    }

    /// All files of each node, whatever the node calls them: `images` of Save Video, `gifs` of Video Combine, `videos`, `files`, …
    private var made: [(node: String, files: [File])] {
        (entry["outputs"]?.map ?? [:]).sorted { $0.key.compare($1.key, options: .numeric) == .orderedAscending }.map { node, output in
            let lists = (output.map ?? [:]).sorted { $0.key < $1.key }.map(\.value)
            return (node, lists.flatMap { $0.list ?? [$0] }.compactMap { File($0) })
        }
    }

    /// The videos of one node: of the preferred one, else of the one with the best.
    private func files(preferring nodes: [String]) -> [File] {
        var best: [File] = []
        var place = Int.max
        for (node, files) in made {
            let videos = files.filter { $0.rank != nil }
            let wanted = videos.contains(where: \.isOutput) ? videos.filter(\.isOutput) : videos
            guard let rank = wanted.compactMap(\.rank).min() else { continue }
            let shown = entry["meta"]?[node]?["display_node"]?.text
            let order = nodes.firstIndex { $0 == node || $0 == shown } ?? nodes.count
            let here = order * 1000 + (wanted.contains(where: \.isOutput) ? 0 : 100) + rank
            if here < place { (best, place) = (wanted.filter { $0.rank == rank }, here) }
        }
        return best
    }

    private var nothing: String {
        let names = made.flatMap(\.files).map(\.name)
        let made = names.isEmpty ? "nothing" : names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
        return "no video output: the workflow ended and made \(made); end it in a Save Video node that writes mp4 or webm"
    }
}
