#!/usr/bin/env python3
"""Reads an .otio or .otioz with OpenTimelineIO and compares it with the truth.

usage: check_otio.py FILE TRUTH.json

TRUTH is {"rate": "24000/1001", "start": frames, "frames": n, "clips": [{"name", "path", "reel", "source", "record": [start, end),
"frames": of the file, "dissolve": frames of it, from the clip before}], "song": {"name", "source", "frames"} or null,
"markers": [{"frame", "frames"}], "fadeIn", "fadeOut"}. All but "rate" and "clips" may be missing.
A dissolve begins on the clip's first frame. Exits 1 with what differs.
"""
import json
import re
import sys
from fractions import Fraction

import opentimelineio as otio


def main(path, truth_path):
    truth = json.load(open(truth_path, encoding="utf-8"))
    faults = []
    bundled = path.endswith(".otioz")
    timeline = otio.adapters.read_from_file(path)
    rate = float(Fraction(truth["rate"]))

    def frames(time, what):
        if time.rate != rate:
            faults.append(f"{what}: rate {time.rate!r} instead of {rate!r}")
        if time.value != int(time.value):
            faults.append(f"{what}: {time.value} is no whole frame")
        return int(time.value)

    if "start" in truth and frames(timeline.global_start_time, "start") != truth["start"]:
        faults.append(f"starts at {timeline.global_start_time.value}, not {truth['start']}")
    pictures = [t for t in timeline.tracks if t.kind == otio.schema.TrackKind.Video]
    if len(pictures) != 1:
        return [f"{len(pictures)} picture tracks"]
    track = pictures[0]
    # Raises where transitions run into each other or out of their clips.
    otio.algorithms.track_with_expanded_transitions(track)

    found, fades = [], [0, 0]
    for index, item in enumerate(track):
        if isinstance(item, otio.schema.Transition):
            count = frames(item.in_offset, "in offset") + frames(item.out_offset, "out offset")
            before, after = (track[i] if 0 <= i < len(track) else None for i in (index - 1, index + 1))
            if isinstance(before, otio.schema.Clip) and isinstance(after, otio.schema.Clip):
                cut = frames(track.range_of_child(after).start_time, "edit")
                available = after.media_reference.available_range
                if frames(after.source_range.start_time, "in") - frames(item.in_offset, "in offset") < available.start_time.value:
                    faults.append(f"{after.name} at {cut}: no frames for the dissolve before its in point")
                end = before.source_range.end_time_exclusive() + item.out_offset
                if end > before.media_reference.available_range.end_time_exclusive():
                    faults.append(f"{before.name} before {cut}: no frames for the dissolve after its out point")
            elif isinstance(after, otio.schema.Clip) and track.range_of_child(after).start_time.value == 0:
                fades[0] = count
            elif isinstance(before, otio.schema.Clip) and index + 1 == len(track):
                fades[1] = count
            continue
        if not isinstance(item, otio.schema.Clip):
            continue
        place = track.range_of_child(item)
        start, end = frames(place.start_time, "record"), frames(place.end_time_exclusive(), "record")
        source, dissolve = frames(item.source_range.start_time, "source"), 0
        before = track[index - 1] if index else None
        if isinstance(before, otio.schema.Transition) and index > 1 and isinstance(track[index - 2], otio.schema.Clip):
            shift = int(before.in_offset.value)
            dissolve = shift + int(before.out_offset.value)
            start, source = start - shift, source - shift
            found[-1]["record"][1] -= shift
        reference = item.media_reference
        available = reference.available_range
        ends = [time.end_time_exclusive().value for time in (item.source_range, available)]
        if item.source_range.start_time < available.start_time or ends[0] > ends[1]:
            faults.append(f"{item.name}: {item.source_range} is outside of its file's {available}")
        reel = item.metadata.get("cmx_3600", {}).get("reel")
        found.append(
            dict(name=item.name, path=reference.target_url, reel=reel, source=source, record=[start, end], dissolve=dissolve,
                 frames=frames(available.duration, "available range")))

    wanted = truth["clips"]
    if len(found) != len(wanted):
        faults.append(f"{len(found)} clips instead of {len(wanted)}")
    for number, (clip, want) in enumerate(zip(found, wanted), 1):
        for key in ("name", "path", "reel", "source", "record", "dissolve", "frames"):
            expected = want.get(key, 0 if key == "dissolve" else clip[key])
            if key == "path" and bundled:
                if not clip[key].endswith("media/" + want["name"]):
                    faults.append(f"clip {number}: path {clip[key]!r} in a bundle")
            elif clip[key] != expected:
                faults.append(f"clip {number}: {key} {clip[key]!r} instead of {expected!r}")
    for index, key in enumerate(("fadeIn", "fadeOut")):
        if fades[index] != truth.get(key, fades[index]):
            faults.append(f"{key} {fades[index]} instead of {truth[key]}")

    if truth.get("song"):
        sounds = [c for t in timeline.tracks if t.kind == otio.schema.TrackKind.Audio for c in t.find_clips()]
        songs = [
            dict(name=c.name, source=frames(c.source_range.start_time, "song"), frames=frames(c.source_range.duration, "song"))
            for c in sounds]
        if songs != [truth["song"]]:
            faults.append(f"sound {songs} instead of {[truth['song']]}")
    places = [[frames(m.marked_range.start_time, "marker"), frames(m.marked_range.duration, "marker")] for m in timeline.tracks.markers]
    for marker in truth.get("markers", []):
        if [marker["frame"], marker.get("frames", 1)] not in places:
            faults.append(f"no marker at {marker['frame']} of {marker.get('frames', 1)} frames")
    if not bundled:
        text = open(path, encoding="utf-8").read()
        whole = re.findall(r'"(?:rate|value)": -?\d+\s*[,}\n]', text)
        if whole:
            faults.append(f"{len(whole)} times are written without a decimal point")
    return faults


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    problems = main(*sys.argv[1:])
    for problem in problems:
        print(f"{sys.argv[1]}: {problem}", file=sys.stderr)
    sys.exit(1 if problems else 0)
