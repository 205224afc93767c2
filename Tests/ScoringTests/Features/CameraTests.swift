import Editorial
import Recipes
import Scoring
import Testing

private func seen(_ move: @escaping (Int, Double, Double) -> (Double, Double)) throws -> TakeScore {
    let scene = Paint.scene(seed: 131, speed: 0, detail: 20)
    return try ClipMaker().measured(frames: 36) { frame, x, y in
        let place = move(frame, Double(x) - 160, Double(y) - 90)
        return scene(0, min(319, max(0, Int((place.0 + 160).rounded()))), min(179, max(0, Int((place.1 + 90).rounded()))))
    }
}

@Test func aPanATiltAndAZoomAreToldApartWithTheirSigns() throws {
    let right = try seen { ($1 + 2 * Double($0), $2) }
    let down = try seen { ($1, $2 + Double($0)) }
    let going = try seen { ($1 / (1 + 0.01 * Double($0)), $2 / (1 + 0.01 * Double($0))) }
    #expect(right.raw("pan") > 8 && abs(right.raw("tilt")) < 1.5 && abs(right.raw("zoom")) < 4)
    #expect(down.raw("tilt") < -4 && abs(down.raw("pan")) < 1.5)
    #expect(going.raw("zoom") > 10 && abs(going.raw("pan")) < 2 && abs(going.raw("tilt")) < 2)
    #expect(right.score("pan") > 0.6 && down.score("tilt") < 0.4 && going.score("zoom") > 0.6)
}

@Test func aThingThatCrossesThePictureIsNoPan() throws {
    let (ground, thing) = (Paint.scene(seed: 132, speed: 0), Paint.scene(seed: 133, speed: 0))
    let take = try ClipMaker().measured(frames: 36) { frame, x, y in
        let left = 20 + 5 * frame
        return (left..<left + 80).contains(x) && (40..<140).contains(y) ? thing(0, x - left, y) : ground(0, x, y)
    }
    #expect(abs(take.raw("pan")) < 2)
    #expect(take.raw("subject") > 3)
}

@Test func aTremblingCameraShakes() throws {
    let steady = try seen { ($1 + 2 * Double($0), $2) }
    let trembling = try seen { ($1 + 2 * Double($0) + 6 * Paint.noise($0, 1, 1), $2 + 6 * Paint.noise($0, 2, 2)) }
    #expect(trembling.score("shake") < steady.score("shake") - 0.2)
}
