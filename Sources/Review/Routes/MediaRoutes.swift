import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Films, pictures and the song. A request names a take or a film that the pool knows; no path ever comes from it.
struct MediaRoutes {
    let desk: ReviewDesk

    func add(to router: RouterGroup<ReviewContext>) {
        router.get("still/:id") { _, context in
            guard let picture = await desk.proxies.still(of: try context.parameters.require("id")) else { throw Self.notYet }
            return Response(
                status: .ok, headers: [.contentType: "image/jpeg", .cacheControl: Self.keep], body: .init(byteBuffer: ByteBuffer(bytes: picture)))
        }
        router.get("proxy/:id") { request, context in
            guard let path = await desk.proxies.film(of: try context.parameters.require("id")) else { throw Self.notYet }
            return try await Self.file(path, type: "video/mp4", caching: Self.keep, request, context)
        }
        router.get("song") { request, context in
            try await Self.file(try await desk.cuts.sound(), type: "audio/mp4", caching: "no-cache", request, context)
        }
        router.get("film/:name") { request, context in
            let name = try context.parameters.require("name")
            guard let film = desk.films().first(where: { $0.name == name }) else { throw Trouble(.notFound, "there is no such film") }
            return try await Self.file(film.path, type: film.type, caching: "no-cache", request, context)
        }
    }

    /// The bytes of a take never change under its name, and neither does what is made of them.
    private static let keep = "private, max-age=86400"
    private static var notYet: Trouble { Trouble(.notFound, "this is not made yet") }

    private static func file(
        _ path: String, type: String, caching: String, _ request: Request, _ context: ReviewContext
    ) async throws -> Response {
        let size = ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.intValue ?? 0
        guard size > 0 else { throw notYet }
        var headers: HTTPFields = [.contentType: type, .acceptRanges: "bytes", .cacheControl: caching]
        guard let asked = request.headers[.range], let range = ByteRange(asked, size: size) else {
            if request.headers[.range]?.hasPrefix("bytes=") == true {
                headers[.contentRange] = "bytes */\(size)"
                return Response(status: .rangeNotSatisfiable, headers: headers)
            }
            return Response(status: .ok, headers: headers, body: try await FileIO().loadFile(path: path, context: context))
        }
        headers[.contentRange] = "bytes \(range.bytes.lowerBound)-\(range.bytes.upperBound)/\(size)"
        return Response(
            status: .partialContent, headers: headers, body: try await FileIO().loadFile(path: path, range: range.bytes, context: context))
    }
}
