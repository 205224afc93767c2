import Foundation

let words = Array(CommandLine.arguments.dropFirst())
let forms = ["demo": Form.demo, "full": Form.full]
guard words.count == 2, let form = forms[words[0]] else {
    FileHandle.standardError.write(Data("usage: compose [demo|full] OUT.wav\n".utf8))
    exit(64)
}
do {
    let bus = Mixer(form).play()
    try WaveFile.write(bus, to: words[1])
    let base = words[1].hasSuffix(".wav") ? String(words[1].dropLast(4)) : words[1]
    try Truth(form, frames: bus.count).write(to: base + ".truth.json")
} catch {
    FileHandle.standardError.write(Data("compose: \(words[1]) could not be written: \(error.localizedDescription)\n".utf8))
    exit(1)
}
