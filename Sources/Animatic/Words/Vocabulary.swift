/// A thing a word can mean to the painter.
enum Meaning: Hashable {
    /// A scene and how strongly the word asks for it: `forest` is a place, `tree` only hints at one.
    case scene(SceneKind, Int)
    case time(DayTime)
    case weather(Weather)
    case subject(Subject)
    case feature(Feature)
    case move(CameraMove)
    case look(FilmLook)
    case hue(Hue)
    case pace(Float)
    /// Nobody there.
    case empty
}

/// Words and short phrases in their dictionary form, and what they mean.
enum Vocabulary {
    /// Longest phrase, in words.
    static let longestPhrase = 3

    static let meanings: [String: [Meaning]] = {
        var table: [String: [Meaning]] = [:]
        func add(_ words: String, _ meanings: Meaning...) {
            for word in words.split(separator: ",") {
                table[word.trimmed, default: []] += meanings
            }
        }
        scenes(add)
        timesAndWeather(add)
        subjects(add)
        features(add)
        cameraAndLook(add)
        return table
    }()

    private typealias Adder = (String, Meaning...) -> Void

    private static func scenes(_ add: Adder) {
        add("sky, heaven, skies, airborne", .scene(.sky, 4))
        add("above the cloud, cloudscape, sea of cloud", .scene(.sky, 9), .feature(.clouds))
        add("cloud", .scene(.sky, 2), .feature(.clouds))
        add("sea, ocean, seascape, seaside", .scene(.sea, 8))
        add("wave, tide, surf, horizon of water, bay, harbour, harbor, lagoon", .scene(.sea, 6))
        add("lake, pond, fjord", .scene(.sea, 6), .feature(.reflection))
        add("beach, shore, coast, coastline", .scene(.sea, 7), .feature(.beach))
        add("mountain, alps, peak, summit, ridge, cliff, canyon, valley, highland, glacier", .scene(.mountains, 8))
        add("hill", .scene(.field, 5))
        add("forest, wood, woodland, jungle, grove, rainforest, taiga", .scene(.forest, 8))
        add("desert, dune, sahara, mesa, savanna, savannah, badlands, wasteland", .scene(.desert, 8))
        add("sand", .scene(.desert, 4))
        add("city, skyline, cityscape, town, metropolis, downtown, rooftop, skyscraper, manhattan, tokyo, megacity", .scene(.city, 8))
        add("building, tower block", .scene(.city, 4))
        add("street, alley, avenue, boulevard, crosswalk, sidewalk, lane, alleyway, intersection, crossing", .scene(.street, 8))
        add("city street, neon street, neon alley", .scene(.street, 9))
        add("shop, market, cafe", .scene(.street, 3))
        add("corridor, hallway, hall, passage, hotel hallway, aisle", .scene(.corridor, 8))
        add("hospital, hotel, spaceship interior, backrooms", .scene(.corridor, 4))
        add("room, bedroom, livingroom, apartment, kitchen, interior, attic, studio, flat, loft, cabin interior, office", .scene(.room, 8))
        add("window sill, windowsill, wallpaper", .scene(.room, 5))
        add("tunnel, subway, metro, underpass, pipe, wormhole, cave, cavern", .scene(.tunnel, 8))
        add("stage, concert, spotlight, theatre, theater, gig, arena, festival, ballroom, club, nightclub, dancefloor", .scene(.stage, 8))
        add("dance floor", .scene(.stage, 8))
        add("space, outer space, galaxy, cosmos, universe, nebula, orbit around, deep space, milky way", .scene(.space, 8))
        add("planet, asteroid, saturn, mars, interstellar, starfield", .scene(.space, 6), .feature(.planet))
        add("galaxy, nebula, milky way", .feature(.galaxy))
        add(
            "abstract, geometric, shape, pattern, fractal, ink, swirl, kaleidoscope, bokeh, gradient, liquid, particle",
            .scene(.abstract, 8))
        add("texture, motion graphic, ribbon, paint", .scene(.abstract, 5))
        add("field, meadow, countryside, prairie, farmland, plain, pasture, farm, grassland, garden, park, orchard", .scene(.field, 7))
        add("grass, wheat, lavender", .scene(.field, 5))
        add("underwater, seabed, coral, reef, deep sea, under the sea, beneath the wave, aquarium", .scene(.underwater, 10))
    }

    private static func timesAndWeather(_ add: Adder) {
        add("dawn, sunrise, daybreak, first light, early morning", .time(.dawn))
        add("morning, breakfast", .time(.morning))
        add("day, daylight, noon, midday, afternoon, sunny, daytime, sunshine, sunlit, summer", .time(.day))
        add("sunset, golden hour, evening sun, sundown, golden light", .time(.sunset))
        add("dusk, twilight, evening, blue hour, nightfall, gloaming", .time(.dusk))
        add("night, midnight, nighttime, nocturnal, moonlit, dark, darkness, starlit", .time(.night))
        add("moonlit, moonlight", .time(.night), .feature(.moon))
        add("starlit, starry", .time(.night), .feature(.stars))
        add("clear sky, cloudless", .weather(.clear))
        add("blue sky, sunny sky", .time(.day), .weather(.clear), .scene(.sky, 4))
        add("cloudy, overcast, grey sky, gloomy", .weather(.cloudy))
        add("rain, rainy, drizzle, downpour, raining, wet, monsoon, rainfall", .weather(.rain))
        add("snow, snowfall, snowing, blizzard, snowflake, snow storm", .weather(.snow), .feature(.snowfield))
        add("snowy, winter, frozen, ice, icy, snow capped, snowcapped", .feature(.snowfield))
        add("fog, foggy, mist, misty, haze, hazy, smoke, smoky, steam", .weather(.fog))
        add("storm, stormy, thunderstorm, tempest, hurricane", .weather(.storm))
        add("thunder, lightning", .weather(.storm), .feature(.lightning))
        add("wind, windy, breeze, sandstorm, gale", .weather(.wind))
    }

    private static func subjects(_ add: Adder) {
        add(
            "person, man, woman, human, figure, silhouette, stranger, traveller, traveler, girl, boy, lady, guy, hero, wanderer",
            .subject(.person))
        add("hiker, walker, soldier, monk, lover, friend, mother, father, hitchhiker, someone, she, he, protagonist", .subject(.person))
        add(
            "couple, lovers, two people, two lovers, newlywed, pair of people, hand in hand, holding hands, embrace, kiss",
            .subject(.couple))
        add("child, kid, toddler, baby", .subject(.child))
        add("crowd, audience, people, fans, spectator, mob", .subject(.crowd))
        add("dancer, dancing, ballerina, dance, ballet", .subject(.dancer))
        add("singer, vocalist, frontman, singing, microphone, diva", .subject(.singer))
        add("band, musician, guitarist, drummer, orchestra, rock band", .subject(.band))
        add("car, automobile, taxi, cab, vehicle, convertible, truck, van, driving, headlight", .subject(.car))
        add("tree, oak, willow, birch, pine, palm, cypress, palm tree", .subject(.tree))
        add("house, cabin, cottage, hut, barn, farmhouse, home, villa, chapel, church", .subject(.house))
        add("bird, seagull, gull, crow, raven, swallow, dove, flock, eagle, crane bird, geese, goose", .subject(.bird))
        add("window, windowpane", .subject(.window))
        add("door, doorway, gate, threshold, portal", .subject(.door))
        add("boat, sailboat, ship, sail, yacht, sailing, ferry, canoe", .subject(.boat))
        add("lamp, streetlamp, street lamp, streetlight, street light, lantern post, lamppost", .subject(.lamp))
        add("dog, puppy, wolf, fox", .subject(.dog))
        add("cat, kitten", .subject(.cat))
        add("horse, pony, rider, cowboy", .subject(.horse))
        add("deer, stag, elk, moose, doe", .subject(.deer))
        add("train, railway, locomotive, tram", .subject(.train))
        add("plane, airplane, aeroplane, aircraft, jet", .subject(.plane))
        add("balloon, hot air balloon, airship", .subject(.balloon))
        add("astronaut, spaceman, cosmonaut, spacesuit", .subject(.astronaut))
        add("flower, rose, tulip, poppy, sunflower, blossom, daisy", .subject(.flower))
        add("umbrella, parasol", .subject(.umbrella))
        add("bicycle, bike, cyclist, cycling", .subject(.bicycle))
        add("whale, dolphin, shark", .subject(.whale))
        add("fish, koi, shoal, jellyfish", .subject(.fish))
        add("lighthouse, tower, windmill, castle", .subject(.tower))
        add("tent, camp, campfire camp, camping", .subject(.tent))
        add("piano, pianist, keyboard", .subject(.piano))
        add("guitar", .subject(.guitar))
        add("chair, armchair, sofa, couch", .subject(.chair))
        add("bed, mattress", .subject(.bed))
        add("candle, candlelight", .subject(.candle))
        add("table, desk", .subject(.table))
    }

    private static func features(_ add: Adder) {
        add("moon, crescent", .feature(.moon))
        add("sun, sunlight, sunbeam, sunray", .feature(.sun))
        add("star, constellation, night sky", .feature(.stars))
        add("shooting star, meteor, comet", .feature(.stars))
        add("road, highway, path, trail, motorway, roadside, track, asphalt, racetrack, route", .feature(.road))
        add("river, stream, creek, canal, waterfall", .feature(.river))
        add("fire, campfire, bonfire, flame, burning, ember, torch", .feature(.fire))
        add("aurora, northern light, borealis", .feature(.aurora), .time(.night))
        add("rainbow", .feature(.rainbow))
        add("firework", .feature(.fireworks), .time(.night))
        add("firefly, fireflies, glowworm", .feature(.fireflies))
        add("petal, cherry blossom, confetti", .feature(.petals))
        add("leaf, leave, autumn, fall leaf, foliage", .feature(.leaves))
        add("dust, dusty, sandstorm, pollen", .feature(.dust))
        add("spark, ember, glitter", .feature(.sparks))
        add("lantern, paper lantern, fairy light, string light", .feature(.lanterns))
        add("neon sign, neon light, neon, billboard, signage", .feature(.neonSigns))
        add("bridge, viaduct", .feature(.bridge))
        add("bubble", .feature(.bubbles))
        add("spotlight, beam, laser, light shaft, god ray, searchlight, light beam", .feature(.beams))
        add("reflection, mirror, puddle, reflecting", .feature(.reflection))
    }

    private static func cameraAndLook(_ add: Adder) {
        add("push in, push forward, dolly in, move in, moving forward, glide forward, move forward, gliding forward", .move(.pushIn))
        add("pushing in, pushing forward, push through, track in, advance, approach, camera push, pushing, push", .move(.pushIn))
        add("zoom, zoom in, zooming in, zooming, close in, crash zoom", .move(.zoomIn))
        add("zoom out, zooming out", .move(.zoomOut))
        add("pull back, pull out, dolly out, pulling back, moving back, retreat, pull away, dolly back, recede", .move(.pullBack))
        add("pan left, panning left", .move(.panLeft))
        add("pan, panning, pan right, panning right, sweep", .move(.panRight))
        add("tilt up, look up, looking up, tilt", .move(.tiltUp))
        add("tilt down, look down, looking down", .move(.tiltDown))
        add("track left, truck left, slide left", .move(.trackLeft))
        add("track right, truck right, slide right, tracking shot, dolly, tracking, sideways", .move(.trackRight))
        add("crane up, crane shot, rise, ascend, lift off, rising, boom up", .move(.rise))
        add("orbit, orbiting, arc shot, circling, circle around, revolve, rotating around", .move(.orbit))
        add("handheld, hand held, shaky, documentary, verite", .move(.handheld))
        add("static, locked off, still, tripod, fixed camera, locked", .move(.still))
        add("fly through, flying through, flythrough, fly over, flying over, aerial, drone, drone shot, fpv, fly, soar", .move(.flyThrough))
        add("drift, drifting, float, floating", .move(.drift))
        add("slow, slowly, gentle, gently, calm, slow motion", .pace(0.6))
        add("fast, quick, quickly, rapid, rushing, speeding, frantic, hyperlapse", .pace(1.5))
        add("grain, grainy, film grain, 35mm, kodak, analog, analogue", .look(.grain))
        add("16mm, 8mm, super 8, vintage, retro, vhs, home movie, old film, 1970s", .look(.film16))
        add("neon, cyberpunk, synthwave, vaporwave, retrowave", .look(.neon))
        add("sepia, antique, daguerreotype", .look(.sepia))
        add("black and white, monochrome, noir, film noir, b w, greyscale, grayscale", .look(.blackAndWhite))
        add("dreamlike, dreamy, dream, ethereal, surreal, soft focus, hazy glow, bloom, magical", .look(.dreamlike))
        add("pastel, soft colour, soft color", .look(.pastel))
        add("high contrast, dramatic, chiaroscuro, moody", .look(.contrast))
        add("red, crimson, scarlet, ruby, blood", .hue(.red))
        add("orange, amber, rust, copper", .hue(.orange))
        add("gold, golden, yellow, honey", .hue(.gold))
        add("green, emerald, lime, mint, moss, olive", .hue(.green))
        add("teal, cyan, turquoise, aqua", .hue(.teal))
        add("blue, navy, azure, indigo, cobalt", .hue(.blue))
        add("purple, violet, lilac, mauve, ultraviolet", .hue(.purple))
        add("pink, magenta, rose, fuchsia, coral colour", .hue(.pink))
        add("white, ivory, silver", .hue(.white))
        add("grey, gray, ash, slate", .hue(.grey))
        add("warm, cosy, cozy", .hue(.warm))
        add("cold, cool, chilly, frosty", .hue(.cold))
        add("empty, deserted, abandoned, nobody, lonely road, uninhabited", .empty)
    }
}

extension Substring {
    var trimmed: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
