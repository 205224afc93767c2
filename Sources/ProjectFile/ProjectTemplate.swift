/// The project that `mv init` writes: ready to build, and explaining itself.
public enum ProjectTemplate {
    /// - Parameters:
    ///   - title: Name of the film.
    ///   - songFile: The audio file as seen from the folder of the project file.
    public static func text(title: String, songFile: String) -> String {
        """
        # A music video. Build it with:  mv build project.yaml
        # Every key is explained in docs/project-file.md. A line that begins with '#' is off: remove the '#' to turn it on.
        schema: 1
        title: \(JSONValue.quoted(title))

        # The music. `start` and `end` are optional: they make a film of a part of the song.
        song:
          file: \(JSONValue.quoted(songFile))
          # artist: The Band
          # start: 0:10
          # end: 1:15

        # The picture: takes of any size and rate are fitted to it. `fps` may be a fraction such as 24000/1001.
        format: {width: 1280, height: 720, fps: 24}

        # Words added to the prompt of every shot, so that the film looks like one film.
        look: 16mm film grain, warm light, soft shadows

        # Where all chance starts. Another number gives other takes.
        seed: 1

        # What makes the takes. The built-in 'animatic' needs no entry here: it paints moving sketches from the words of the
        # prompts, free and offline. Others bring clips that are there already, or run a program of yours.
        # generators:
        #   mine: {kind: import, files: "clips/*.mp4"}
        #   wan: {kind: command, run: [python3, wan.py, "{request}"]}

        # What a shot has that does not say otherwise.
        defaults:
          takes: 6        # how many takes to make of each shot
          keep: 3         # how many of them to keep at most
          seconds: 4      # length of a take
          # generator: animatic
          # negative: text, watermark

        # The pictures, in the order of the story. A shot can be a single line, which is then its prompt.
        shots:
          - id: window
            prompt: a window at dawn, thin curtains moving, the city skyline behind
            camera: slow push in
            place: {first: true}        # the film opens with it

          - id: street
            prompt: an empty street at {time_of_day}, a single car passing
            camera: pan right
            takes: 2                    # of each time of day, 6 in all
            matrix:
              time_of_day: [blue hour, noon, night with rain]

          - id: sea
            prompt: a person walking along the sea under a wide sky, birds far away
            camera: tracking sideways
            # place: {section: chorus}  # or bars: 9-16, or time: 0:30-0:45

          - a forest with light falling through the trees, slow fly through

          - id: stage
            prompt: a stage in the dark, one warm spotlight, dust in the air
            camera: slow pull back
            place: {last: true}         # the film ends with it

        # How many takes go into the film in all, and what counts in choosing them.
        # select:
        #   keep: 12
        #   weights: {sharpness: 2, motion: 1}

        # How the cut is made.
        edit:
          pace: medium          # slow, medium or fast
          cut_on: beats         # beats, downbeats or sections
          order: story          # as the shots are listed, or 'flow': by motion, light and energy
          at_sections: cut      # or dissolve, dip_black, dip_white, wipe, push, whip, zoom, flash
          fade_in: 0
          fade_out: 1

        # What is told of where the pictures come from: docs/provenance.md.
        # provenance:
        #   models: {my-model: {provider: Somebody, licence: mine, terms: "https://example.org/terms"}}
        #   end_card: 5

        # The most that generating may cost, in dollars. The animatic costs nothing.
        # budget: 25

        # The files to make, in out/.
        deliverables:
          - final.mp4
          # - {file: small.mp4, preset: slow, crf: 26, audio_bitrate: 128k}

        # Where takes and everything made lie; in .mv/store unless it says so. Another disk does: docs/store.md.
        # store: ~/takes/my-film

        """
    }
}
