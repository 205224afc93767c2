import Content
public import Editorial
import Execution
import Foundation
import Recipes
import Timebase

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Takes in clips that exist already: a folder or a pattern of files becomes the takes of a shot. The files are copied or
/// linked into the store, looked at, and never changed.
public struct ImportGenerator: LocalGenerator {
    public static let kind = GeneratorKind(
        "import", doc: "Existing clips become the takes of a shot, for example those downloaded from a web app.",
        findsTakes: true,
        options: [
            .init(
                "files", .textOrList, required: true,
                doc: "Folders or patterns such as `clips/{shot}/*.mp4`, relative to the project file. `{shot}` stands for the shot's id."),
            .init("link", .boolean, doc: "Hard-link instead of copying, where the file system can. Do not edit linked files in place."),
        ])

    private static let extensions: Set<String> = ["mp4", "mov", "m4v", "mkv", "webm", "gif", "avi", "mpg", "mpeg", "ts"]

    private let spec: GeneratorSpec
    private let patterns: [String]
    private let linking: Bool
    private let folder: String

    public init(spec: GeneratorSpec, folder: String) throws {
        self.spec = spec
        self.folder = folder
        patterns = spec.options["files"]?.texts ?? []
        linking = spec.options["link"]?.boolean ?? false
        guard !patterns.isEmpty else {
            throw GeneratorError(
                .configuration, "generator '\(spec.name)'", "it names no files; expected files: \"clips/{shot}/*.mp4\" or the like")
        }
    }

    /// One request for each file, in the order of their names. A file that changes is another request.
    public func requests(for shot: Shot, in project: Project) throws -> [TakeRequest] {
        let sharing = project.shots.filter { $0.generator == spec.name }
        if sharing.count > 1, !patterns.contains(where: { $0.contains("{shot}") }) {
            throw GeneratorError(
                .configuration, "generator '\(spec.name)'",
                "\(sharing.count) shots import the same files; put {shot} into its files so that each finds its own, or give each shot a generator"
            )
        }
        let files = try patterns.flatMap { try Self.files($0.replacingOccurrences(of: "{shot}", with: shot.id), in: folder) }
        var seen: Set<String> = []
        return files.filter { seen.insert($0).inserted }.enumerated().map { ordinal, file in
            var request = TakeRequest(
                shot: shot.id, ordinal: ordinal, generator: spec.name,
                prompt: shot.fullPrompt(look: project.look, variant: shot.variants[0]), negative: shot.negative, seed: 0,
                width: project.format.width, height: project.format.height, rate: project.format.rate,
                frames: max(1, project.format.rate.frames(lasting: shot.seconds)), file: file)
            // Neither the words of a shot nor the film's format change a file that exists, but a file may change under its name.
            var material = request
            (material.prompt, material.negative, material.width, material.height, material.frames) = ("", nil, 0, 0, 0)
            material.rate = FrameRate(1)
            material.file = file + Self.stamp(file)
            material = material.named(by: GeneratorSpec(name: spec.name, kind: spec.kind))
            (request.id, request.recipeKey, request.recipe) = (material.id, material.recipeKey, material.recipe)
            return request
        }
    }

    public func request(for shot: Shot, in project: Project, variant: Shot.Variant, ordinal: Int, seed: UInt64) throws -> TakeRequest? {
        nil
    }

    public func estimate(_ request: TakeRequest) -> Estimate { Estimate(microdollars: 0, seconds: 0.05) }

    public func collect(
        _ requests: [TakeRequest], in context: GeneratorContext,
        ended: @escaping @Sendable (TakeRequest, CollectOutcome) async -> Void
    ) async throws {
        for request in requests {
            try Task.checkCancellation()
            guard let file = request.file else { preconditionFailure("an import request names a file") }
            do {
                let kept = (file as NSString).pathExtension.lowercased()
                let blob = try context.store.adopt(file, fileExtension: kept.isEmpty ? "mp4" : kept, linking: linking)
                let job = try Job(ProbeRecipe(file: blob), label: (file as NSString).lastPathComponent, tools: context.tools)
                try await context.run([(request, job)], ProbeRecipe.self, ended: ended) { output, _ in
                    .made([
                        MadeTake(
                            blob: blob, facts: output.facts, broken: output.broken,
                            seed: output.facts?.metadata["seed"].flatMap { UInt64($0) },
                            model: output.facts?.metadata["model"], origin: file)
                    ])
                }
            } catch let error as CancellationError {
                throw error
            } catch {
                await ended(request, .failed(GeneratorError(.failed, file, "\(error)")))
            }
        }
    }

    private static func files(_ pattern: String, in folder: String) throws -> [String] {
        let path = pattern.hasPrefix("/") ? pattern : folder + "/" + pattern
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            guard isFolder.boolValue else { return [path] }
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
                .filter { extensions.contains(($0 as NSString).pathExtension.lowercased()) }.map { path + "/" + $0 }
        }
        var matches = glob_t()
        defer { globfree(&matches) }
        guard glob(path, 0, nil, &matches) == 0 else { return [] }
        return (0..<Int(matches.gl_pathc)).compactMap { matches.gl_pathv[$0].map { String(cString: $0) } }.filter { found in
            !FileManager.default.fileExists(atPath: found, isDirectory: &isFolder) || !isFolder.boolValue
        }
    }

    private static func stamp(_ file: String) -> String {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: (file as NSString).resolvingSymlinksInPath) else { return "" }
        let changed = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "|\((attributes[.size] as? NSNumber)?.int64Value ?? 0)|\(Int64(changed * 1000))"
    }
}
