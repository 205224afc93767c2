#!/usr/bin/env python3
"""Reads an xmeml file with OpenTimelineIO and compares it with what it was written from.

    check_xmeml.py FILE.xml TRUTH.json

TRUTH.json is a list of clips in order of time:

    {"name": "s001_t03.mp4", "path": "/media/s001_t03.mp4", "reel": "R0000001", "source": 12, "record": [24, 96], "dissolve": 12}

`source` is the first frame of the file shown at `record[0]`; a dissolve begins there and lasts that many frames, while the clip before goes
on below it. `dip` in the stead of `dissolve` is a dip to a colour, half of it (rounded down) before `record[0]`. Or the list stands under
"clips" of an object that has "markers" too, a list of {"frame": 12, "frames": 1, "name": "beat: 1.1"}.

Ends with 1 and one line for each difference. Needs: opentimelineio, otio-fcp-adapter.
"""

import json
import sys
import urllib.parse

import opentimelineio as otio


def path_of(url):
    parts = urllib.parse.urlsplit(url)
    # A '#' or '?' of the path is not escaped: Adobe's own writer leaves them too.
    tail = ("?" + parts.query if parts.query else "") + ("#" + parts.fragment if parts.fragment else "")
    return urllib.parse.unquote(parts.path + tail)


def clips_of(track):
    """The clips with a dissolve's first frame as their start, as the truth counts them."""
    found = []
    for index, item in enumerate(track):
        if not isinstance(item, otio.schema.Clip):
            continue
        span = track.trimmed_range_of_child_at_index(index)
        media = item.media_reference
        start = int(span.start_time.value)
        clip = {
            "name": item.name,
            "path": path_of(media.target_url),
            "reel": media.metadata["fcp_xml"]["timecode"]["reel"]["name"],
            "source": int(item.trimmed_range().start_time.value),
            "record": [start, start + int(span.duration.value)],
            "rate": span.start_time.rate,
            "file": [int(media.available_range.start_time.value), int(media.available_range.end_time_exclusive().value)],
        }
        before = track[index - 1] if index else None
        # One that ends in black on its far side has nothing to do with the clip before.
        if isinstance(before, otio.schema.Transition) and not (index > 1 and is_fade_out(track, index - 1)):
            into, out = int(before.in_offset.value), int(before.out_offset.value)
            meets = found and found[-1]["record"][1] == start and index > 1 and isinstance(track[index - 2], otio.schema.Clip)
            if before.name == "Cross Dissolve":
                if start > 0:
                    clip["dissolve"] = into + out
                clip["source"] -= into
                clip["record"][0] -= into
                if meets:
                    found[-1]["record"][1] -= into
            elif before.name == "Dip to Color Dissolve":
                if start > 0:
                    clip["dip"] = into + out if meets else 2 * out
            else:
                clip["transition"] = before.name
        found.append(clip)
    return found


def is_fade_out(track, index):
    return track[index].out_offset.value == 0


def compare(name, found, expected, words):
    keys = ["name", "path", "reel", "source", "record", "dissolve", "dip", "transition"]
    if len(found) != len(expected):
        words.append(f"{len(found)} clips, not {len(expected)}")
    for place, (is_, should) in enumerate(zip(found, expected), 1):
        for key in keys:
            if is_.get(key) != should.get(key):
                words.append(f"clip {place} ({should['name']}): {key} is {is_.get(key)!r}, not {should.get(key)!r}")
        end = is_["source"] + is_["record"][1] - is_["record"][0]
        if not is_["file"][0] <= is_["source"] <= end <= is_["file"][1]:
            words.append(f"clip {place}: shows {is_['source']} to {end} of a file that has {is_['file']}")


def main(file, truth):
    with open(truth, encoding="utf-8") as stream:
        expected = json.load(stream)
    markers = None
    if isinstance(expected, dict):
        expected, markers = expected["clips"], expected.get("markers")
    timeline = otio.adapters.read_from_file(file, adapter_name="fcp_xml")
    if isinstance(timeline, otio.schema.SerializableCollection):
        timeline = next(item for item in timeline if isinstance(item, otio.schema.Timeline))
    words = []
    tracks = timeline.video_tracks()
    if len(tracks) != 1:
        words.append(f"{len(tracks)} picture tracks, not 1")
    compare(file, clips_of(tracks[0]), expected, words)
    songs = [clip for track in timeline.audio_tracks() for clip in track]
    if len(songs) > 1:
        words.append(f"the sound has {len(songs)} pieces")
    if markers is not None:
        found = sorted(
            (int(m.marked_range.start_time.value), max(1, int(m.marked_range.duration.value)), m.name) for m in timeline.tracks.markers
        )
        should = sorted((m["frame"], m["frames"], m["name"]) for m in markers)
        for marker in should:
            if marker not in found:
                words.append(f"marker {marker} is missing")
        if len(found) != len(should):
            words.append(f"{len(found)} markers, not {len(should)}")
    for word in words:
        print(f"{file}: {word}")
    return 1 if words else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
