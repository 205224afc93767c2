import Events
import Foundation

/// Events in words, one for each line, shared by the terminal and the log.
enum EventText {
    struct Line {
        var text: String
        var style: TextStyle = .plain
    }

    /// Nothing for the events that move a bar, and none for `stale`, which is collected first.
    static func lines(_ event: Event) -> [Line] {
        switch event {
        case .stageStarted, .progress, .frames, .share, .stale: return []
        case .stageFinished(let stage, let made, let cached, let failed, let seconds):
            let text = ProgressText.finished(stage: stage, made: made, cached: cached, failed: failed, seconds: seconds)
            return [Line(text: text, style: failed > 0 ? .yellow : .plain)]
        case .jobDone(let stage, let what): return [Line(text: "  \(DisplayText.line(stage)): \(DisplayText.line(what)) done", style: .dim)]
        case .jobFailed(let stage, let what, let reason):
            var lines = DisplayText.lines(reason)
            while lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
            let head = "\(DisplayText.line(stage)): \(DisplayText.line(what)) failed: \(lines.first ?? "no reason given")"
            return [Line(text: head, style: .red)] + lines.dropFirst().map { Line(text: "    " + $0, style: .dim) }
        case .note(let text): return DisplayText.lines(ProgramName.inWords(text)).map { Line(text: $0) }
        case .warning(let text): return paragraph("warning: ", ProgramName.inWords(text), .yellow)
        case .diagnostic(let diagnostic):
            let style: TextStyle =
                switch diagnostic.severity {
                case .error: .red
                case .warning: .yellow
                case .note: .plain
                }
            return paragraph("", diagnostic.description, style)
        case .deliverable(let path, let frames, let seconds):
            let length = ProgressText.duration(seconds.rounded())
            return [Line(text: "\(DisplayText.line(near(path)))  \(NumberText.counted(frames, "frame")), \(length)", style: .bold)]
        }
    }

    /// From the current folder where the file lies below it.
    private static func near(_ path: String) -> String {
        let here = FileManager.default.currentDirectoryPath + "/"
        return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
    }

    private static func paragraph(_ head: String, _ text: String, _ style: TextStyle) -> [Line] {
        DisplayText.lines(text).enumerated().map { Line(text: ($0.offset == 0 ? head : "    ") + $0.element, style: style) }
    }
}
