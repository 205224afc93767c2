import Timebase

extension EDLReading {
    /// An event with its frames of the sequence.
    private struct Entry {
        var group: EDLGroup
        var record: FrameRange
        var item: EditorTrack.Item?
        /// Frames of a dissolve that comes from black, or goes to it.
        var fromBlack: Int?
        var toBlack: Int?
    }

    mutating func edit(rate: FrameRate, startFrame: Int?) throws(EditFileError) -> ReturnedEdit {
        var (tracks, records) = ([Int: [Entry]](), [FrameRange]())
        for group in groups { records.append(try record(of: group, rate)) }
        let first = records.map(\.start).min() ?? 0
        let start = min(startFrame ?? first, first)
        if let startFrame, start < startFrame {
            notes.add("the list begins before the film does: its own first frame is taken for the film's")
        }
        var markers: [HandOff.Marker] = []
        for (group, range) in zip(groups, records) {
            let record = FrameRange(start: range.start - start, count: range.count)
            if let marker = group.marker {
                let (kind, name) = MarkerText.kind(marker.name)
                markers.append(.init(frame: record.start, frames: marker.frames, kind: kind, name: name, note: marker.note))
                continue
            }
            markers += locators(of: group, start, rate)
            let entry = try entry(group, record, rate)
            tracks[group.lines.last?.track ?? 1, default: []].append(entry)
        }
        let inOrder = tracks.sorted { $0.key < $1.key }.map(\.value)
        for track in inOrder.dropFirst() {
            let clips = track.count { $0.item != nil }
            guard clips > 0, let first = track.first else { continue }
            notes.add(
                "the upper track has \(clips == 1 ? "1 clip" : "\(clips) clips"): what they cover below is not seen", at: first.record.start
            )
        }
        let items = inOrder.map { EditorTrack(settled($0)) }
        return ReturnedEdit(
            name: title ?? "", rate: rate, clips: EditorTrack.seenFromAbove(items), markers: markers.sorted { $0.frame < $1.frame },
            leftOut: notes.words(
                start: start, rate: rate, dropsFrames: hasSemicolons || groups.contains { $0.lines.contains(where: \.drops) }))
    }

    // MARK: - Events

    private func record(of group: EDLGroup, _ rate: FrameRate) throws(EditFileError) -> FrameRange {
        guard let line = group.lines.last else { return FrameRange(start: 0, count: 0) }
        let (start, end) = (try frame(line.times[2], of: line, rate), try frame(line.times[3], of: line, rate))
        // Past midnight the code starts anew.
        let day = TimeCode.frame("23:59:59:00", at: rate, dropsFrames: isDropFrame(line.times[3], line)).map {
            $0 + TimeCode.framesPerSecond(rate)
        }
        return FrameRange(start: start, count: end >= start ? end - start : max(0, end + (day ?? 0) - start))
    }

    private func frame(_ time: EDLLine.Time, of line: EDLLine, _ rate: FrameRate) throws(EditFileError) -> Int {
        if let frame = TimeCode.frame(time.text, at: rate, dropsFrames: isDropFrame(time, line)) { return frame }
        throw EditFileError(
            "there is no time code '\(time.text)' at \(rate) frames per second", line: line.number, column: time.column,
            suggestion: "name the rate of the sequence that the list was made from")
    }

    private func isDropFrame(_ time: EDLLine.Time, _ line: EDLLine) -> Bool { hasSemicolons ? time.text.contains(";") : line.drops }

    private mutating func entry(_ group: EDLGroup, _ record: FrameRange, _ rate: FrameRate) throws(EditFileError) -> Entry {
        var entry = Entry(group: group, record: record)
        guard let line = group.lines.last, !record.isEmpty else { return entry }
        let origin = group.lines.count > 1 ? group.lines[0] : nil
        var head: Int?
        switch line.kind {
        case .cut: break
        case .dissolve(let frames):
            guard frames > 0 else { break }
            head = frames
            if frames > record.count {
                head = nil
                notes.add("a dissolve of \(frames) frames that is longer than its clip became a cut", at: record.start)
            }
        case .wipe(let frames): notes.add("a wipe of \(frames) frames became a cut", at: record.start)
        case .background, .key:
            notes.add("a key", at: record.start)
            // Of the two lines the one below is the picture.
            guard let origin, origin.kind == .background || origin.isBlack == false else { return entry }
            entry.item = try item(group, origin, record, rate)
            return entry
        }
        if line.isBlack {
            entry.toBlack = head
        } else if line.reel.uppercased() == "BARS" {
            notes.add("colour bars", at: record.start)
        } else {
            entry.item = try item(group, line, record, rate)
            if origin?.isBlack == true {
                entry.fromBlack = head
            } else if let head {
                let isDip = group.effect?.uppercased().contains("DIP") == true
                entry.item?.head = (isDip ? .dipToBlack : .dissolve, FrameRange(start: record.start, count: head))
            }
        }
        return entry
    }

    private mutating func item(
        _ group: EDLGroup, _ line: EDLLine, _ record: FrameRange, _ rate: FrameRate
    ) throws(EditFileError) -> EditorTrack.Item {
        let (start, end) = (try frame(line.times[0], of: line, rate), try frame(line.times[1], of: line, rate))
        let hasOrigin = group.lines.count > 1
        let comesFromFile = hasOrigin && group.lines[0].isBlack == false
        // With one file named for two reels it is not said whose it is.
        let file = comesFromFile ? (group.files.count > 1 ? group.files.last : nil) : group.files.last
        let name = hasOrigin ? group.to ?? (comesFromFile ? nil : group.from) : group.from ?? group.to
        var speed = Rational(1)
        if group.isFrozen {
            speed = .zero
        } else if let said = group.speed, said.reel == line.reel || group.lines.allSatisfy({ $0.reel != said.reel }) {
            speed = EDLSpeed.read(said.value, rate, media: end - start, film: record.count)
        } else if end - start != record.count, !(end == start && record.count > 0 && hasOrigin) {
            notes.add(
                "a clip of \(record.count) frames takes \(end - start) of its file, without a speed: it is read as unchanged",
                at: record.start)
        }
        if speed < .zero { notes.add("a clip runs backwards: compare its frames", at: record.start) }
        let isNamed = !["", "AX"].contains(line.reel.uppercased())
        let base = file.map { String($0.split { $0 == "/" || $0 == "\\" }.last ?? "") }
        let clip = ReturnedEdit.Clip(
            name: name ?? base ?? line.reel, path: file, reel: isNamed ? line.reel : nil, takes: group.takes, source: start, record: record,
            speed: speed)
        return EditorTrack.Item(clip: clip)
    }

    private mutating func locators(of group: EDLGroup, _ start: Int, _ rate: FrameRate) -> [HandOff.Marker] {
        group.locators.compactMap { locator in
            let drops = hasSemicolons ? locator.time.contains(";") : group.lines[0].drops
            guard let frame = TimeCode.frame(locator.time, at: rate, dropsFrames: drops) else {
                notes.add("the marker '\(locator.text)' of line \(locator.line): its time code does not exist")
                return nil
            }
            let (kind, name, note) = EDLLocators.parts(of: locator.text)
            return HandOff.Marker(frame: frame - start, kind: kind, name: name, note: note)
        }
    }

    // MARK: - Black

    /// A dissolve to black ends its clip later, for the clip is seen under it; one to black and up again is a dip.
    private mutating func settled(_ track: [Entry]) -> [EditorTrack.Item] {
        var entries = track.sorted { $0.record.start < $1.record.start }
        for index in entries.indices {
            let record = entries[index].record
            let meets = index > 0 && entries[index - 1].record.end == record.start
            if let frames = entries[index].toBlack, meets, entries[index - 1].item != nil {
                entries[index - 1].item?.clip.record.count += frames
                let next = index + 1 < entries.count ? entries[index + 1] : nil
                if frames == record.count, let next, let up = next.fromBlack, next.record.start == record.end {
                    entries[index + 1].item?.clip.transition = .init(.dipToBlack, frames: frames + up)
                    entries[index + 1].fromBlack = nil
                    if !(0...1).contains(up - frames) {
                        notes.add("a fade of \(frames) frames to black and of \(up) up again is read as an even dip", at: record.start)
                    }
                } else {
                    notes.add("a fade to black of \(frames) frames", at: record.start)
                }
            }
            guard let up = entries[index].fromBlack else { continue }
            if record.start == 0 {
                notes.add("a fade from black of \(up) frames", at: 0)
            } else if meets, entries[index - 1].item != nil {
                if up > 1 { notes.add("a fade from black of \(up) frames after a clip is read as a dip", at: record.start) }
                entries[index].item?.clip.transition = .init(.dipToBlack, frames: up > 1 ? up * 2 : 1)
            } else {
                entries[index].item?.clip.transition = .init(.dissolve, frames: up)
            }
        }
        return entries.compactMap(\.item)
    }
}

/// Speeds of `M2` lines, in frames per second.
enum EDLSpeed {
    /// - Parameters:
    ///   - media: frames of the file between the event's source codes.
    ///   - film: frames of the film that it lasts.
    static func read(_ value: Double, _ rate: FrameRate, media: Int, film: Int) -> Rational {
        // Where the codes span what is shown, they are the exact number behind the rounded one.
        if film > 0, media > 0, media != film, abs(Double(media) / Double(film) * rate.doubleValue - abs(value)) < 0.02 * abs(value) + 0.1 {
            return Rational(value < 0 ? -Int64(media) : Int64(media), Int64(film))
        }
        for base in [Double(TimeCode.framesPerSecond(rate)), rate.doubleValue] {
            let percent = (value / base * 100).rounded()
            if abs(percent / 100 * base - value) < 0.06 { return Rational(Int64(percent), 100) }
        }
        return Rational(approximating: value / rate.doubleValue, denominator: 1000)
    }
}
