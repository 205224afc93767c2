public import Content
public import Editorial
public import Execution

/// Looks at a file that came from outside, in a worker.
public struct ProbeRecipe: Recipe {
    public static let kind = "probe"
    public static let version = 1

    public var file: Blob
    public init(file: Blob) { self.file = file }
    public var inputs: [Blob] { [file] }

    public struct Output: JobOutput {
        public var facts: MediaFacts?
        /// Why the file is no usable take.
        public var broken: String?
        public var blobs: [Blob] { [] }

        package init(facts: MediaFacts?, broken: String?) { (self.facts, self.broken) = (facts, broken) }
    }
}
