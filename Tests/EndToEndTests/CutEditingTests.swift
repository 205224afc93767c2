import Foundation
import Testing

@Suite struct CutEditingTests {
    private func cut(_ project: TinyProject, _ arguments: String...) async throws -> Program.Ended {
        try await Program.run(["cut"] + arguments, in: project.folder)
    }

    private func takes(_ project: TinyProject) throws -> [String] { try project.clips().compactMap { $0["take"] as? String } }
    private func starts(_ project: TinyProject) throws -> [Int] {
        try project.clips().compactMap { ($0["record"] as? [String: Any])?["start"] as? Int }
    }

    /// A take that the cut does not show.
    private func unused(_ project: TinyProject) async throws -> String {
        let listed = try await Program.run("pool", "list", "project.yaml", "--json", in: project.folder)
        let all = try #require(try JSONSerialization.jsonObject(with: Data(listed.out.utf8)) as? [[String: Any]])
        let shown = try takes(project)
        return try #require(all.compactMap { $0["id"] as? String }.first { !shown.contains($0) })
    }

    @Test func aCutIsEditedByHandRenderedAndTakenBackWithoutMovingAnythingElse() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        let first = (takes: try takes(project), starts: try starts(project))
        let spare = try await unused(project)

        let locked = try await cut(project, "lock", "project.yaml", "2")
        #expect(locked.code == 0 && locked.out.hasPrefix("version 2: lock slot 2\n  every clip is the same"), "\(locked.out)\(locked.err)")
        #expect(locked.err.contains("next: 'mv build project.yaml' renders what changed; 'mv cut undo project.yaml' takes it back"))

        let swapped = try await cut(project, "swap", "project.yaml", "4", String(spare.prefix(8)))
        #expect(swapped.code == 0, "\(swapped.err)")
        var expected = first.takes
        expected[3] = spare
        #expect(try takes(project) == expected)
        #expect(try starts(project) == first.starts)
        // One clip changed: one segment is encoded.
        #expect(try await project.build().made("render") == 1)

        let moved = try await cut(project, "move", "project.yaml", "5", "--beats", "-1", "--json")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(moved.out.utf8)) as? [String: Any])
        #expect((json["changes"] as? [[String: Any]])?.contains { $0["kind"] as? String == "moved" } == true)
        // A beat at 120 a minute is 12 frames.
        #expect(try starts(project) == first.starts.dropLast() + [first.starts[4] - 12])
        #expect(try takes(project) == expected)

        // Other scores and another pace leave what is set by hand.
        let shown = try project.clips()[1]
        try project.write(TinyProject.yaml(keep: 3, more: "edit: {order: flow, pace: fast}"))
        #expect(try await project.build("--until", "cut").code == 0)
        let now = try project.clips()[1]
        #expect(now["take"] as? String == first.takes[1] && (now["source"] as? [String: Int]) == (shown["source"] as? [String: Int]))
        #expect((now["record"] as? [String: Int]) == (shown["record"] as? [String: Int]))
        try project.write(TinyProject.yaml())

        let explained = try await Program.run("explain", "project.yaml", "2", in: project.folder)
        #expect(explained.out.contains("\nlocked by hand; 'mv cut unlock 2' forgets that"), "\(explained.out)")
        let chosen = try await Program.run("select", "project.yaml", "--explain", in: project.folder)
        #expect(chosen.out.contains("set in the cut by hand") && chosen.out.contains("swapped out of the cut by hand"), "\(chosen.out)")
        let shownAgain = try await cut(project, "project.yaml")
        #expect(shownAgain.out.contains("\n   2L 0:") && shownAgain.out.contains("\n   4H 0:"), "\(shownAgain.out)")
        #expect(shownAgain.out.contains("the cuts were set by hand: 'mv cut replan' plans them anew around what is locked"))

        #expect(try await cut(project, "use", "project.yaml", "1").code == 0)
        #expect(try takes(project) == first.takes)
        #expect(try starts(project) == first.starts)
        let done = try await project.build()
        #expect(done.code == 0 && done.made("render") <= 0)
    }

    @Test func slotsAreSplitAndJoinedAndVersionsNamedComparedAndUndone() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml(keep: 4))
        #expect(try await project.build("--until", "cut").code == 0)
        let first = (takes: try takes(project), starts: try starts(project))
        #expect(try await cut(project, "name", "the machine's").out == "version 1 is now called 'the machine's'\n")
        #expect(try await cut(project, "split", "2").code == 0)
        let split = try starts(project)
        #expect(split.count == 5 && Set(first.starts).isSubset(of: split))
        #expect(try takes(project)[1] == first.takes[1] && Set(takes(project)).count == 5)
        let joined = try await cut(project, "join", "3")
        #expect(joined.code == 0, "\(joined.err)")
        #expect(try starts(project).count == 4)
        let undone = try await cut(project, "undo")
        #expect(undone.out.hasPrefix("version 4: undo, back to version 2 (split slot 2 at "), "\(undone.out)")
        #expect(try starts(project) == split)
        #expect(try await cut(project, "undo").code == 0)
        #expect(try starts(project) == first.starts)
        let none = try await cut(project, "undo")
        #expect(none.code == 1 && none.err.contains("this is the first version of the cut: there is nothing to undo"))
        let same = try await cut(project, "diff", "the machine's")
        #expect(same.out == "from version 1 to version 5: nothing changed\n  every clip is the same\n")
        let difference = try await cut(project, "diff", "1", "2")
        #expect(difference.out.hasPrefix("from version 1 to version 2: 1 cut added\n"), "\(difference.out)")
        let list = try await cut(project, "list")
        #expect(list.out.contains("the first cut  [the machine's]") && list.out.split(separator: "\n").count == 6)
        let planned = try await cut(project, "replan")
        #expect(planned.code == 1 && planned.err.contains("planned anew, the cut is the same: nothing was changed"))
    }

    @Test func whatCannotBeDoneIsRefusedInWordsAndLeavesNoVersion() async throws {
        let project = try TinyProject()
        let early = try await cut(project, "lock", "project.yaml", "2")
        #expect(early.code == 1 && early.err.contains("there are no takes yet; 'mv build --until cut' makes them and the first cut"))
        #expect(!project.exists(".mv/pool.sqlite"))
        #expect(try await project.build("--until", "cut").code == 0)
        let spare = try await unused(project)
        #expect(try await cut(project, "lock", "2").code == 0)
        #expect(try await Program.run("pool", "reject", spare, in: project.folder).code == 0)
        let refusals: [([String], String)] = [
            (["swap", "2", String(spare.prefix(8))], "slot 2 is locked; 'mv cut unlock 2' first"),
            (["swap", "3", String(spare.prefix(8))], "is rejected; 'mv pool unset \(spare.prefix(8))' takes that back"),
            (["move", "2", "--beats", "1"], "slot 2 is locked"),
            (["move", "1", "--beats", "1"], "slot 1 starts with the film: its start cannot be moved"),
            (["move", "4", "--to", "0:00.5"], "a slot lasts at least 0.1 s and 2 frames"),
            (["lock", "9"], "there is no slot 9; the cut has slots 1 to 5"),
            (["lock", "chorus 2"], "the song has no section 'chorus': it has A at 0:00.000"),
            (["unlock", "3"], "nothing is set by hand in slot 3; 'mv cut show' marks what is"),
            (["join", "5"], "slot 5 is the last: there is none after it to join"),
            (["split", "3", "--at", "0:00.5"], "is not inside slot 3, which goes from "),
            (["slip", "3", "--by", "5000"], "it can move by -"),
            (["use", "12"], "there is no version 12 of the cut; 'mv cut list' shows them"),
            (["use", "final"], "no version of the cut is called 'final': none has a name yet"),
        ]
        for (words, expected) in refusals {
            let refused = try await Program.run(["cut"] + words, in: project.folder)
            #expect(refused.code == 1 && refused.err.contains(expected), "\(words): \(refused.err)")
        }
        for (words, expected) in [
            (["move", "3"], "say where to with either --to or --beats"), (["lock"], "Missing expected argument '<project> <slot> ...'"),
        ] {
            let refused = try await Program.run(["cut"] + words, in: project.folder)
            #expect(refused.code == 64 && refused.err.contains(expected), "\(words): \(refused.err)")
        }
        #expect(try await cut(project, "list").out.split(separator: "\n").count == 3)
    }

    @Test func editsAtTheSameTimeAreAllKeptOrRefusedInWords() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "cut").code == 0)
        let folder = project.folder
        let ended = try await withThrowingTaskGroup(of: Program.Ended.self) { group in
            for slot in 1...5 { group.addTask { try await Program.run("cut", "lock", "\(slot)", in: folder) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for one in ended where one.code != 0 {
            #expect(one.code == 1 && one.err.contains("the cut was changed by somebody else in the meantime; look at it and try again"))
        }
        let kept = ended.count { $0.code == 0 }
        let shown = try await cut(project, "show")
        #expect(kept >= 1 && shown.out.split(separator: "\n").count { $0.dropFirst(4).hasPrefix("L ") } == kept)
        #expect(try await cut(project, "list").out.split(separator: "\n").count == 2 + kept)
    }
}
