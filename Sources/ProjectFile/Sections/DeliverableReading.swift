import Editorial

/// `deliverables`.
extension Report {
    func deliverables(_ nodes: [YAMLNode], of film: PictureFormat) -> [DeliverableSpec] {
        var names: Set<String> = []
        return nodes.compactMap { node in
            let isShort = if case .scalar = node.content { !node.isNull } else { false }
            let reader: SectionReader?
            if isShort {
                reader = nil
            } else {
                guard let map = SectionReader(node, EditKeys.deliverable, self, expecting: EditKeys.oneDeliverable.expected) else { return nil }
                reader = map
            }
            var deliverable = DeliverableSpec()
            var nameNode = isShort ? node : reader?.value("file")
            if let word = isShort ? text(node, longest: 200) : reader?.word("as"), let preset = DeliverablePreset(rawValue: word) {
                deliverable = preset.deliverable(of: film)
                if isShort { nameNode = nil }
            } else if !isShort, nameNode == nil, reader?.value("as") == nil {
                error(node.mark, node.path(of: "file"), "missing; expected \(Shape.fileName(EditKeys.containers).expected)", "or 'as' with a preset")
            }
            let name = nameNode.map { deliverableName($0, mayBePreset: isShort) }
            if let name = name ?? nil { deliverable.file = name }
            // What could not be read is told already.
            if name != .some(nil), !names.insert(deliverable.file.lowercased()).inserted {
                error(nameNode ?? node, "two deliverables are named '\(deliverable.file)'", "give each a name of its own")
            }
            if deliverable.container == "webm" { deliverable.codec = .vp9 }
            if let reader, deliverable.isAnimation {
                animation(&deliverable, reader, film)
            } else if let reader {
                encoding(&deliverable, reader, film)
            }
            deliverable.audioBitRate = reader?.value("audio_bitrate").flatMap(bitRate) ?? deliverable.audioBitRate
            if let reader { extras(&deliverable, reader) }
            deliverable.loudness = reader?.number("loudness") ?? deliverable.loudness
            return deliverable
        }
    }

    private func encoding(_ deliverable: inout DeliverableSpec, _ reader: SectionReader, _ film: PictureFormat) {
        deliverable.codec = reader.word("codec", as: PictureCodec.self) ?? deliverable.codec
        deliverable.preset = reader.word("preset") ?? deliverable.preset
        deliverable.crf = reader.integer("crf") ?? deliverable.crf
        let (codec, container) = (deliverable.codec, deliverable.container)
        if !codec.containers.contains(container), let node = reader.value("codec") ?? reader.value("file") {
            let name = deliverable.file.prefix(deliverable.file.count - container.count)
            error(node, "\(codec.rawValue) is not kept in .\(container)", "write file: \(name)\(codec.containers[0])")
        }
        if let node = reader.value("crf"), let crf = deliverable.crf {
            if let range = codec.quality?.range, !range.contains(crf) {
                error(node, "expected a whole number from \(range.lowerBound) to \(range.upperBound) for \(codec.rawValue), found \(crf)")
            } else if codec.quality == nil {
                warning(node, "has no effect: \(codec.rawValue) has one quality", "leave it out")
            }
        }
        deliverable.size = size(reader, film) ?? deliverable.size
        let (own, least) = (deliverable.format(of: film), codec.smallest)
        if own.width < least.width || own.height < least.height {
            let node = ["size", "aspect", "codec", "as", "file"].lazy.compactMap { reader.value($0) }.first ?? reader.node
            error(
                node, "\(codec.rawValue) has pictures of \(least.width)x\(least.height) and larger, this one is \(own.width)x\(own.height)",
                "give it a larger size or another codec")
        }
    }

    /// GIF and WebP: a size is all there is to say of how they are encoded.
    private func animation(_ deliverable: inout DeliverableSpec, _ reader: SectionReader, _ film: PictureFormat) {
        let kind = deliverable.container
        for key in ["codec", "hardware"] {
            if let node = reader.value(key) { error(node, "a \(kind) has an encoding of its own", "leave out '\(key)'") }
        }
        for key in ["preset", "crf"] {
            if let node = reader.value(key) { warning(node, "has no effect: a \(kind) is encoded in one way", "leave it out; a smaller size makes it smaller") }
        }
        for key in ["audio_bitrate", "loudness"] {
            if let node = reader.value(key) { warning(node, "has no effect: a \(kind) has no sound", "leave it out") }
        }
        if let node = reader.value("chapters") { warning(node, "has no effect: a \(kind) has no chapters", "leave it out") }
        if let node = reader.value("captions"), case .scalar("track", _) = node.content {
            error(node, "a \(kind) has no tracks", "write captions: burn")
        }
        deliverable.size = size(reader, film) ?? deliverable.size
    }

    private func extras(_ deliverable: inout DeliverableSpec, _ reader: SectionReader) {
        deliverable.fit = reader.word("fit", as: Framing.Fit.self) ?? deliverable.fit
        deliverable.anchor = reader.value("anchor").flatMap(anchor) ?? deliverable.anchor
        deliverable.part = reader.value("part").flatMap(address)
        deliverable.captions = reader.word("captions", as: DeliverableSpec.Captions.self) ?? deliverable.captions
        deliverable.hasChapters = reader.boolean("chapters") ?? deliverable.hasChapters
        if !deliverable.isAnimation { deliverable.hardware = reader.word("hardware", as: DeliverableSpec.Hardware.self) }
        if let node = reader.value("poster") {
            switch node.content {
            case .scalar("true", true): deliverable.poster = .found
            case .scalar("false", true): deliverable.poster = nil
            default: deliverable.poster = time(node).map { .at($0) }
            }
        }
        if let node = reader.value("hardware"), !deliverable.isAnimation, ![.h264, .hevc].contains(deliverable.codec) {
            error(node, "\(deliverable.codec.rawValue) is encoded by no hardware here", "keep it for h264 and hevc")
        }
    }

    /// `size`, or what `aspect` makes of the film's own.
    private func size(_ reader: SectionReader, _ film: PictureFormat) -> PictureSize? {
        if let node = reader.value("size") {
            if let other = reader.value("aspect") { error(other, "the size says it already", "keep one of size and aspect") }
            return self.size(node).map { PictureSize(width: $0.0, height: $0.1) }
        }
        guard let aspect = reader.word("aspect") else { return nil }
        let sides = aspect.split(separator: ":").compactMap { Int($0) }
        let short = min(film.width, film.height)
        let long = short * max(sides[0], sides[1]) / min(sides[0], sides[1]) / 2 * 2
        return sides[0] < sides[1] ? PictureSize(width: short, height: long) : PictureSize(width: long, height: short)
    }

    private func deliverableName(_ node: YAMLNode, mayBePreset: Bool) -> String? {
        let presets = DeliverablePreset.allCases.map(\.rawValue)
        let files = Shape.fileName(EditKeys.containers)
        let example = (mayBePreset ? Shape.either(files, .word(presets)) : files).expected
        guard let name = text(node, longest: 200) else { return nil }
        if name.contains("/") || name.contains("\\") {
            return expected("a file name without a folder", node, "deliverables are always made in out/")
        }
        if name.hasPrefix(".") || name.contains(where: { $0.isNewline || $0.asciiValue.map { $0 < 32 } == true }) {
            return expected(example, node)
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let end = parts.last, EditKeys.containers.contains(end.lowercased()) else {
            let stem = parts.count > 1 ? parts.dropLast().joined(separator: ".") : name
            let near = mayBePreset ? Spelling.nearest(to: name, in: presets).map { "did you mean '\($0)'?" } : nil
            return expected(example, node, near ?? "write \(stem).mp4")
        }
        return name
    }

    private func bitRate(_ node: YAMLNode) -> Int? {
        guard case .bitRate(let range)? = EditKeys.deliverable["audio_bitrate"]?.shape else { preconditionFailure("bits per second") }
        let example = Shape.bitRate(range).expected
        guard case .scalar(let text, _) = node.content, !node.isNull else { return expected(example, node) }
        let isKilo = text.lowercased().hasSuffix("k")
        let digits = isKilo ? String(text.dropLast()) : text
        guard Numerals.isInteger(digits), let value = Int(digits), value < 1_000_000 else { return expected(example, node) }
        let rate = isKilo ? value * 1000 : value
        if range.contains(rate) { return rate }
        return expected(example, node, range.contains(rate * 1000) ? "write \(rate)k" : nil)
    }
}
