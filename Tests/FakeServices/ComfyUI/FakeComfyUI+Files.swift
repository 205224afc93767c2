import Foundation
import Synchronization
import Web

/// What was saved and what was sent.
extension FakeComfyUI {
    func view(_ seen: Seen) -> FakeAnswer {
        guard let name = seen.query["filename"], !name.isEmpty else { return .text("404: Not Found", status: 404) }
        let folder = seen.query["subfolder"] ?? ""
        guard !name.hasPrefix("/"), !name.contains(".."), !folder.contains("..") else { return FakeAnswer(status: 400) }
        let file = FakeComfyUIState.FileName(type: seen.query["type"] ?? "output", folder: folder, name: name)
        let isWhole = seen.header("Range") != "bytes=0-0"
        let (data, fault) = state.withLock { state in
            let fault = isWhole && state.fileFaults[file]?.isEmpty == false ? state.fileFaults[file]?.removeFirst() : nil
            return (state.files[file], fault)
        }
        guard let data else { return .text("404: Not Found", status: 404) }
        let whole = FakeAnswer.file(data, type: Self.type(of: name), for: seen, tag: "\"\(name)-\(data.count)\"")
        return switch fault {
        case nil: whole
        case .status(let status): .page(status: status)
        case .cut: whole.cut(after: data.count / 2)
        case .page: .text("<html>sign in</html>", type: "text/html")
        case .json: .text("{\"error\":\"none\"}", type: "video/mp4")
        case .reset: .dropped
        case .broken: FakeAnswer(headers: [("Content-Type", "video/mp4")], body: data.prefix(32) + Data(count: 400))
        case .empty: FakeAnswer(headers: [("Content-Type", "video/mp4")])
        }
    }

    private static func type(of name: String) -> String {
        switch (name as NSString).pathExtension {
        case "mp4": "video/mp4"
        case "webm": "video/webm"
        case "png": "image/png"
        default: "application/octet-stream"
        }
    }

    /// The name a picture gets is not the one it was sent with, as when a file of that name is there already.
    func upload(_ seen: Seen) -> FakeAnswer {
        guard seen.body.count <= settings.mostUploadBytes else { return .text("413: Request Entity Too Large", status: 413) }
        guard let form = seen.form, let picture = form.file("image"), let given = picture.filename else { return FakeAnswer(status: 400) }
        let folder = form["subfolder"] ?? ""
        guard !folder.contains("..") else { return FakeAnswer(status: 400) }
        let base = (given as NSString).deletingPathExtension
        let name = "\(base) (1).\((given as NSString).pathExtension)"
        let type = form["type"] ?? "input"
        state.withLock { $0.files[.init(type: type, folder: folder, name: name)] = picture.data }
        return .json(["name": .string(name), "subfolder": .string(folder), "type": .string(type)])
    }
}
