import Foundation
import Testing

@Suite struct CutPlanTests {
    @Test func plannedCutsAreToldWithTheirReasonsBeforeATakeIsMade() async throws {
        let project = try TinyProject()
        let unheard = try await Program.run("plan", "project.yaml", "--cuts", in: project.folder)
        #expect(unheard.code == 1 && unheard.err.contains("the song has not been heard yet; 'mv build --until song' does that"))
        #expect(try await project.build("--until", "song").code == 0)
        let planned = try await Program.run("plan", "project.yaml", "--cuts", in: project.folder)
        #expect(planned.code == 0, "\(planned.err)")
        #expect(planned.out.hasPrefix("slot   frame  start     length  bar.beat  section"))
        #expect(planned.out.contains("the film starts") && planned.out.contains("downbeat"))
        #expect(planned.out.contains("\nthe plan costs ") && planned.out.contains("takes are still missing"))
        #expect(try await project.build("--until", "cut").code == 0)
        let json = try await Program.run("plan", "project.yaml", "--cuts", "--json", in: project.folder)
        let outlook = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
        let cuts = try #require(outlook["cuts"] as? [[String: Any]])
        #expect(cuts.count == 5 && (outlook["slots"] as? [Any])?.count == 5 && (outlook["clips"] as? [Any])?.count == 5)
        for cut in cuts.dropFirst() {
            let offset = try #require(cut["offset"] as? Double)
            #expect(abs(offset) < 0.5 / 24 + 1e-9)
        }
        let explained = try await Program.run("explain", "project.yaml", "2", in: project.folder)
        let reason = try #require(cuts[1]["reason"] as? String)
        #expect(explained.out.contains("starts there because: " + reason))
    }

    @Test func anAddressIsCutOnAndOneThatIsNowhereStopsTheBuildWhereItStands() async throws {
        let yaml = TinyProject.yaml().replacingOccurrences(of: "pan\"}", with: "pan\", place: {at: bar 3 beat 2}}")
        let project = try TinyProject(yaml: yaml)
        #expect(try await project.build("--until", "cut").code == 0)
        let clip = try #require(try project.clips().first { $0["shot"] as? String == "sea" })
        let start = try #require((clip["record"] as? [String: Any])?["start"] as? Int)
        let early = Double(start) / 24 - 4.5
        #expect(abs(early) < 0.031)
        try project.write(yaml.replacingOccurrences(of: "bar 3 beat 2", with: "chorus 2"))
        let stopped = try await Program.run("build", "project.yaml", in: project.folder)
        #expect(stopped.code != 0)
        #expect(stopped.err.contains("project.yaml:10:67: error: "))
        #expect(stopped.err.contains("shots[2].place.at: the song has no section 'chorus'; it has A at 0:00.000"), "\(stopped.err)")
    }
}
