/// How large a project file may be. Far above what a film needs, far below what harms the machine.
package enum Limits {
    package static let bytes = 4 << 20
    /// Of a file that the project names beside its song: captions, beats, colours, fonts.
    package static let sideFileBytes = 100 << 20
    package static let nesting = 32
    /// Values in the file, those that aliases repeat counted each time.
    package static let values = 500_000
    package static let keyLength = 200
    package static let shots = 5_000
    package static let takes = 100_000
    package static let promptLength = 10_000
    package static let axes = 8
    package static let axisValues = 1_000
}
