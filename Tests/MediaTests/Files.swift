import Foundation

extension [UInt8] {
    init(contentsOf path: String) throws { self = Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
    func write(to path: String) throws { try Data(self).write(to: URL(fileURLWithPath: path)) }
}
