import Editorial
import ProjectFile
import Testing

private func text(_ select: String, shot: String = "") -> String {
    """
    title: T
    song: song.flac
    shots:
      - prompt: a
    \(shot)
    select:
    \(select)
    """
}

@Test func gatesAndWhatIsMeantAreRead() throws {
    let project = try Sample.read(
        text("  gates: {blur: 0.95, still: 1}\n  meant: [noise, letterbox]\n  diversity: 1.5", shot: "    keep_min: 2\n    meant: blur")
    ).project
    #expect(project.select.gates == ["blur": 0.95, "still": 1])
    #expect(project.select.meant == ["noise", "letterbox"])
    #expect(project.select.diversity == 1.5)
    #expect(project.shots[0].meant == ["blur"] && project.shots[0].keepMin == 2)
}

@Test func unknownDefectsAndImpossibleGatesAreSaidWithTheirPlace() {
    let faults = Sample.faults(text("  gates: {blurr: 0.9, still: 2}\n  meant: [nois]", shot: "    keep: 1\n    keep_min: 2"))
    #expect(faults.contains { $0.contains("unknown defect 'blurr'") && $0.contains("did you mean 'blur'?") }, "\(faults)")
    #expect(faults.contains { $0.contains("unknown defect 'nois'") && $0.contains("did you mean 'noise'?") }, "\(faults)")
    #expect(faults.contains { $0.contains("a number from 0.5 to 1") }, "\(faults)")
    #expect(faults.contains { $0.contains("expected at most the keep of 1, found 2") }, "\(faults)")
}
