import ArgumentParser
import Foundation

/// `--pictures`: how pictures are drawn in the terminal.
enum PictureWay: String, ExpressibleByArgument, CaseIterable {
    case auto, kitty, sixel, blocks

    static let help = ArgumentHelp(
        "A picture of each take, drawn in the terminal: by kitty's protocol, as sixels, of coloured blocks, or as the terminal's name tells (auto).",
        valueName: "auto|kitty|sixel|blocks")

    var way: InlinePicture.Way { InlinePicture.Way(rawValue: rawValue) ?? InlinePicture.way(ProcessInfo.processInfo.environment) }
}
