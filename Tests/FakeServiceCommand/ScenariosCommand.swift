import ArgumentParser
import FakeServices

struct ScenariosCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "scenarios", abstract: "Lists the scenarios.")

    func run() {
        for (name, doc, _) in Scenario.named { print(name.padding(to: 24) + doc) }
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
