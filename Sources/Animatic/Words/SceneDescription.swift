/// What a prompt asks for, as far as the painter understands words.
package struct SceneDescription: Hashable, Sendable {
    package var scene: SceneKind
    /// A second scene named: what is seen through a window, beyond the sea, at the end of a street.
    package var beyond: SceneKind?
    package var time: DayTime
    package var weather: Weather
    package var subjects: [Subject]
    package var features: Set<Feature>
    package var moves: [CameraMove]
    /// 0.6 for slow, 1 for nothing said, 1.5 for fast.
    package var pace: Float
    package var looks: Set<FilmLook>
    package var hues: [Hue]
    /// Chosen by the words alone, so that two prompts differ even where they name the same things.
    package var wordHash: UInt64
}

package enum SceneKind: String, CaseIterable, Hashable, Sendable {
    case sky, sea, mountains, forest, desert, city, street, corridor, room, tunnel, stage, space, abstract, field, underwater

    /// Scenes under a roof, where sky and weather stay outside.
    package var isInside: Bool { [.corridor, .room, .tunnel, .stage].contains(self) }
}

package enum DayTime: String, CaseIterable, Hashable, Sendable { case dawn, morning, day, sunset, dusk, night }

package enum Weather: String, CaseIterable, Hashable, Sendable { case clear, cloudy, rain, snow, fog, storm, wind }

package enum Subject: String, CaseIterable, Hashable, Sendable {
    case person, couple, child, crowd, dancer, singer, band, car, tree, house, bird, window, door, boat, lamp, dog, cat, horse, deer,
        train, plane, balloon, astronaut, flower, umbrella, bicycle, whale, fish, tower, tent, piano, guitar, chair, bed, candle, table

    /// People and what people sit on move off when a scene is called empty.
    package var isHuman: Bool { [.person, .couple, .child, .crowd, .dancer, .singer, .band, .astronaut].contains(self) }
}

package enum Feature: String, CaseIterable, Hashable, Sendable {
    case moon, sun, stars, road, river, snowfield, fire, aurora, rainbow, lightning, fireworks, fireflies, petals, leaves, dust, sparks,
        lanterns, planet, neonSigns, beach, bridge, clouds, bubbles, galaxy, beams, reflection
}

package enum CameraMove: String, CaseIterable, Hashable, Sendable {
    case pushIn, pullBack, zoomIn, zoomOut, panLeft, panRight, tiltUp, tiltDown, trackLeft, trackRight, rise, orbit, handheld, still,
        flyThrough, drift
}

package enum FilmLook: String, CaseIterable, Hashable, Sendable {
    case grain, film16, neon, sepia, blackAndWhite, dreamlike, pastel, contrast
}

package enum Hue: String, CaseIterable, Hashable, Sendable {
    case red, orange, gold, green, teal, blue, purple, pink, white, grey, warm, cold
}
