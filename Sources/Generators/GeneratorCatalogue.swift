public import Editorial

/// Every kind of generator the program knows. A new kind is its own file and one line here.
public enum GeneratorCatalogue {
    private static let types: [any Generator.Type] = [
        AnimaticGenerator.self,
        ImportGenerator.self,
        CommandGenerator.self,
        OpenAIVideosGenerator.self,
        ComfyUIGenerator.self,
        OpenRouterGenerator.self,
        FalGenerator.self,
        ReplicateGenerator.self,
        RunwayGenerator.self,
    ]

    public static var kinds: [GeneratorKind] { types.map { $0.kind } }

    /// - Throws: `GeneratorError` with code `configuration`.
    public static func make(_ spec: GeneratorSpec, folder: String) throws -> any Generator {
        guard let type = types.first(where: { $0.kind.kind == spec.kind }) else {
            throw GeneratorError(
                .configuration, "generator '\(spec.name)'",
                "there is no kind '\(spec.kind)'; the kinds are \(kinds.map(\.kind).joined(separator: ", "))")
        }
        return try type.init(spec: spec, folder: folder)
    }
}
