import Content
import Foundation
import Web

/// OpenRouter's list of video models, kept on disk so that legal lengths and sizes are known without a network too.
actor OpenRouterModels {
    struct Found: Sendable {
        var model: OpenRouterModel
        var warnings: [String] = []
    }

    private struct List: Sendable {
        /// Milliseconds since 1970.
        var fetched: Int64
        var models: [OpenRouterModel]
    }

    private static let day: Int64 = 86_400_000
    private var list: List?
    private var fetching: Task<JSONValue, any Error>?

    /// - Parameters:
    ///   - address: of the list; decides the file it is kept in.
    ///   - fetch: gets the list.
    /// - Throws: what `fetch` throws when there is no older list to go by.
    func model(_ id: String, address: String, ask: Ask, fetch: @escaping @Sendable () async throws -> JSONValue) async throws -> Found {
        let file = ask.cacheFolder + "/openrouter-models-\(Digest(of: address).hex.prefix(12)).json"
        if list == nil { list = Self.read(file) }
        var warnings: [String] = []
        if list.map({ ask.asked - $0.fetched > Self.day || ask.asked < $0.fetched - Self.day }) ?? true {
            do {
                let json = try await fetched(fetch)
                let models = json["data"]?.list ?? []
                list = List(fetched: ask.asked, models: models.map { OpenRouterModel($0) })
                try AtomicFile.write(JSONValue.object(["fetched": .integer(Int(ask.asked)), "data": .array(models)]).data(), to: file)
            } catch is ContentError {
                // A list that cannot be kept is fetched again next time.
            } catch {
                guard let old = list else { throw error }
                warnings.append("OpenRouter's list of models cannot be fetched now; the one of \(Self.date(old.fetched)) is used")
            }
        }
        guard let models = list?.models else { return Found(model: OpenRouterModel(unknown: id), warnings: warnings) }
        if let model = models.first(where: { $0.id == id }) { return Found(model: model, warnings: warnings) }
        warnings.append(
            models.isEmpty
                ? "the service has no list of models; lengths and sizes are sent as they are wanted"
                : "OpenRouter's list of video models has no '\(id)'; lengths and sizes are sent as they are wanted")
        return Found(model: OpenRouterModel(unknown: id), warnings: warnings)
    }

    private func fetched(_ fetch: @escaping @Sendable () async throws -> JSONValue) async throws -> JSONValue {
        if let fetching { return try await fetching.value }
        let task = Task { try await fetch() }
        fetching = task
        defer { fetching = nil }
        return try await task.value
    }

    /// A list that cannot be read is as good as none: it is only kept to save fetching it.
    private static func read(_ file: String) -> List? {
        guard let data = FileManager.default.contents(atPath: file), let json = try? JSONValue(parsing: data),
            let fetched = json["fetched"]?.int, let models = json["data"]?.list
        else { return nil }
        return List(fetched: Int64(fetched), models: models.map { OpenRouterModel($0) })
    }

    private static func date(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1000).formatted(.iso8601.year().month().day())
    }
}
