import Foundation

/// What libFuzzer calls for every input it thinks of (https://llvm.org/docs/LibFuzzer.html). `MV_FUZZ` names the parser.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = start.map { Data(bytes: $0, count: count) } ?? Data()
    fuzzedParser.take(bytes)
    return 0
}

private let fuzzedParser: FuzzedParser = {
    let names = FuzzedParser.allCases.map(\.rawValue).joined(separator: " ")
    guard let name = ProcessInfo.processInfo.environment["MV_FUZZ"], let parser = FuzzedParser(rawValue: name) else {
        FileHandle.standardError.write(Data("MV_FUZZ names one of: \(names)\n".utf8))
        exit(2)
    }
    return parser
}()
