import Content
import Foundation

/// This program's own file: another build of the program may plan and choose otherwise.
enum ProgramFile {
    /// Another text for another file.
    static func stamp() throws -> String { try DigestCache.stamp(ofFile: path) }

    private static var path: String {
        #if os(Linux)
            "/proc/self/exe"
        #else
            Bundle.main.executablePath ?? CommandLine.arguments[0]
        #endif
    }
}
