import HTTPTypes
import Hummingbird
import NIOCore

/// The page itself, which lies in the program.
enum PageRoutes {
    static let files = PageFile.all

    static func add(to router: Router<ReviewContext>) {
        router.get("/") { _, _ in try answer("index.html") }
        router.get("/:name") { _, context in try answer(context.parameters.require("name")) }
    }

    private static func answer(_ name: String) throws -> Response {
        guard let file = files[name] else { throw Trouble(.notFound, "there is no such page") }
        return Response(
            status: .ok, headers: [.contentType: type(of: name), .cacheControl: "no-cache"], body: .init(byteBuffer: ByteBuffer(bytes: file)))
    }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }
}
