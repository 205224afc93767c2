import Cutting
import Editorial
import Testing
import Timebase

/// Twelve shots of which one has an address.
private func project(at moments: ClosedRange<Double>, keep: Int = 24) -> Project {
    var shots = Made.shots(12)
    shots[7].place = Place(moments: moments)
    for index in shots.indices { shots[index].seconds = 20 }
    return Made.project(shots, keep: keep, edit: EditSpec(shortest: 0.3))
}

@Test("a shot with an address begins there to the frame, on a beat or off it", arguments: [50.0, 50.5, 97.3])
func addressed(_ time: Double) {
    let project = project(at: time...time)
    let cut = Cut(project, Made.pool(project.shots, each: 2, seconds: 20))
    let clip = cut.timeline.clips.first { $0.shot == "s8" }
    #expect(clip.map { abs(Double($0.record.start) / 24 - time) <= 0.5 / 24 + 1e-9 } == true)
    let plan = SlotPlanner(project: project).plan(grid: Made.pop, count: 24)
    #expect(plan.cuts.contains { $0.reason.hasSuffix("; 's8' is placed here") })
}

@Test func aShotPlacedInAStretchStartsInsideIt() {
    let project = project(at: 80...112)
    let cut = Cut(project, Made.pool(project.shots, each: 2, seconds: 20))
    let starts = cut.timeline.clips.filter { $0.shot == "s8" }.map { Double($0.record.start) / 24 }
    #expect(!starts.isEmpty && starts.allSatisfy { $0 >= 79.9 && $0 < 112 })
}
