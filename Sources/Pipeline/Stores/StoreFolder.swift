import Content
import Foundation

/// What a folder is that may become a store.
enum StoreFolder {
    case store(StoreMark)
    case empty
    /// It can be made.
    case absent
    /// Nor is there the folder in which it would lie.
    case homeless(String)
    /// Somebody else's things are in it.
    case other([String])

    init(_ path: String) throws {
        if let mark = try StoreMark(in: path) {
            self = .store(mark)
        } else if Volume.isFolder(path) {
            let names = try StoreWalk.strangers(in: path)
            self = names.isEmpty ? .empty : .other(names)
        } else {
            let parent = (path as NSString).deletingLastPathComponent
            self = Volume.isFolder(parent) ? .absent : .homeless(parent)
        }
    }

    /// Why the folder cannot become a store; nil when it can.
    func problem(_ path: String) -> String? {
        switch self {
        case .store, .empty, .absent: nil
        case .homeless(let parent): "there is no folder \(parent) for \(path)"
        case .other(let names):
            "\(path) holds other things (\(names.prefix(3).joined(separator: ", "))\(names.count > 3 ? ", …" : "")) and is no store"
        }
    }

    var next: String {
        switch self {
        case .homeless: "is its disk mounted? If it is, make the folder"
        default: "name an empty or a new folder; to share the store of another project, move that first with 'mv store move'"
        }
    }
}
