import Events
import Yams

/// Text to nodes, or nil with everything wrong reported.
enum YAMLText {
    static func parse(_ text: String, report: Report) -> YAMLNode? {
        let start = TextMark(line: 1, column: 1)
        if AliasGuard.mayExplode(text) {
            report.error(
                start, "", "the aliases of this file could repeat its values millions of times",
                "use fewer '&anchors', and only texts as keys")
            return nil
        }
        var duplicates = DuplicateKeys()
        do {
            guard let root = try duplicates.compose(text) else { return empty(report) }
            var builder = TreeBuilder(report: report, duplicates: duplicates)
            let node = try builder.build(root)
            return node.isNull ? empty(report) : node
        } catch let error as YamlError {
            let error = SyntaxError(error, in: text)
            report.error(error.mark, "", error.message, error.suggestion)
        } catch {
            precondition(error is TreeBuilder.Stop, "the builder only stops: \(error)")
        }
        return nil
    }

    private static func empty(_ report: Report) -> YAMLNode? {
        report.error(
            TextMark(line: 1, column: 1), "", "the file is empty",
            "a project needs 'title', 'song' and 'shots'; 'mv init SONG' writes one to start from")
        return nil
    }
}
