#!/usr/bin/env python3
"""Reads a CMX3600 list with pycmx and with otio-cmx3600-adapter and compares it with the truth.

usage: check_edl.py FILE TRUTH.json

TRUTH is {"rate": "24000/1001", "start": frames, "drop": whether it has drop-frame code, "clips": [{"name", "path", "reel", "source",
"record": [start, end), "dissolve": frames of it, from the clip before, "dip": frames of it}], "fadeIn", "fadeOut"}.
A dissolve begins on the clip's first frame; of a dip half (rounded down) is before it. Exits 1 with what differs.
"""
import io
import json
import re
import sys
from fractions import Fraction

import opentimelineio as otio
import pycmx

MOST = 999


def frame(code, rate, drop):
    """By itself, not by a library: frames since 00:00:00:00."""
    hours, minutes, seconds, frames = (int(part) for part in re.split("[:;]", code))
    base = -(-rate.numerator // rate.denominator)
    number = ((hours * 60 + minutes) * 60 + seconds) * base + frames
    if drop:
        dropped = base // 15
        minutes += hours * 60
        number -= dropped * (minutes - minutes // 10)
    return number


def expected(truth):
    """The events that the cut is: (reel, source, record in, record out, frames of the dissolve, reel before)."""
    clips, events = truth["clips"], []
    if clips and clips[0]["record"][0] > 0:
        events.append(("BL", 0, 0, clips[0]["record"][0], 0, None))
    for index, clip in enumerate(clips):
        start, end = clip["record"]
        following = clips[index + 1] if index + 1 < len(clips) else None
        before = clips[index - 1]["reel"] if index else None
        tail = following.get("dip", 0) // 2 if following else truth.get("fadeOut", 0)
        dissolve, origin = clip.get("dissolve", 0), before
        if clip.get("dip"):
            dissolve, origin = clip["dip"] - clip["dip"] // 2, "BL"
        elif clip.get("fromBlack"):
            dissolve, origin = clip["fromBlack"], "BL"
        elif index == 0 and truth.get("fadeIn"):
            dissolve, origin = truth["fadeIn"], "BL"
        events.append((clip["reel"], clip["source"], start, end - tail, dissolve, origin if dissolve else None))
        if tail:
            events.append(("BL", 0, end - tail, end, tail, clip["reel"]))
    return events


def form(data):
    """What the format itself asks for."""
    faults = []
    if any(byte > 126 or byte < 32 and byte not in (10, 13) for byte in data):
        faults.append("it is not plain ASCII")
    if data.count(b"\n") != data.count(b"\r\n") or data.count(b"\r") != data.count(b"\n"):
        faults.append("its lines do not end in CR LF")
    numbers = [int(n) for n in re.findall(rb"^(\d{3})  ", data, re.M)]
    if any(b - a not in (0, 1) for a, b in zip(numbers, numbers[1:])) or numbers[:1] not in ([], [1]) or numbers and numbers[-1] > MOST:
        faults.append("its events are not numbered from 1 on")
    return faults


def by_pycmx(text, truth, rate):
    faults, found = [], []
    edl = pycmx.parse_cmx3600(io.StringIO(text))
    if edl.format != "3600":
        faults.append(f"pycmx takes it for '{edl.format}'")
    for statement in edl.unrecognized_statements:
        if statement.content.strip():
            faults.append(f"pycmx does not know '{statement.content}'")
    drop, start = truth.get("drop", False), truth.get("start", 0)
    names = {clip["reel"]: clip for clip in truth["clips"]}
    for event in edl.events:
        edits = event.edits
        last = edits[-1]
        times = [frame(code, rate, drop) for code in (last.source_in, last.source_out, last.record_in, last.record_out)]
        if times[1] - times[0] != times[3] - times[2]:
            faults.append(f"event {event.number}: source and record differ in length")
        if len(edits) == 2:
            first = [frame(code, rate, drop) for code in (edits[0].source_in, edits[0].source_out, edits[0].record_in, edits[0].record_out)]
            if first[0] != first[1] or first[2] != first[3] or first[2] != times[2]:
                faults.append(f"event {event.number}: the first line of a dissolve has a length")
        dissolve = last.transition.effect_duration if last.transition.dissolve else 0
        found.append((last.source, times[0], times[2] - start, times[3] - start, dissolve, edits[0].source if len(edits) == 2 else None))
        want = names.get(last.source)
        if want and last.clip_name != want["name"]:
            faults.append(f"event {event.number}: named '{last.clip_name}' instead of '{want['name']}'")
        if want and last.source_file not in (want["path"], want["name"]):
            faults.append(f"event {event.number}: file '{last.source_file}' instead of '{want['path']}'")
        if want and want["path"].isascii() and want["path"].isprintable() and last.source_file != want["path"]:
            faults.append(f"event {event.number}: file '{last.source_file}' instead of '{want['path']}'")
    for number, (event, want) in enumerate(zip(found, expected(truth)), 1):
        if event != want:
            faults.append(f"event {number}: {event} instead of {want}")
    if len(found) != len(expected(truth)):
        faults.append(f"{len(found)} events instead of {len(expected(truth))}")
    return faults


def by_otio(text, truth, rate):
    """Positions count from the first event on, as the adapter has them."""
    faults, found = [], []
    timeline = otio.adapters.read_from_string(text, "cmx_3600", rate=float(rate))
    (track,) = timeline.tracks
    for index, item in enumerate(track):
        if not isinstance(item, otio.schema.Clip):
            continue
        before = track[index - 1] if index else None
        dissolve = 0
        if isinstance(before, otio.schema.Transition):
            if before.in_offset.value != 0:
                faults.append("a dissolve does not begin on its clip's first frame")
            dissolve = round(before.out_offset.value)
        reel = item.metadata.get("cmx_3600", {}).get("reel", "BL" if isinstance(item.media_reference, otio.schema.GeneratorReference) else "")
        start = round(track.range_of_child(item).start_time.value)
        found.append((reel, round(item.source_range.start_time.value), start, start + round(item.source_range.duration.value), dissolve))
    for number, (event, want) in enumerate(zip(found, expected(truth)), 1):
        # A dissolve at the very beginning has no clip before it there.
        if event != want[:5]:
            faults.append(f"otio, event {number}: {event} instead of {want[:5]}")
    if len(found) != len(expected(truth)):
        faults.append(f"otio: {len(found)} events instead of {len(expected(truth))}")
    return faults


def main(path, truth_path):
    truth = json.load(open(truth_path, encoding="utf-8"))
    rate = Fraction(truth["rate"])
    data = open(path, "rb").read()
    text = data.decode("ascii", "replace")
    faults = form(data) + by_pycmx(text.replace("\r\n", "\n"), truth, rate)
    # The adapter refuses a list that begins with a dissolve from black.
    starts_with_fade = bool(expected(truth)) and expected(truth)[0][4] > 0
    if not starts_with_fade:
        faults += by_otio(text.replace("\r\n", "\n"), truth, rate)
    return faults


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    problems = main(*sys.argv[1:])
    for problem in problems:
        print(f"{sys.argv[1]}: {problem}", file=sys.stderr)
    sys.exit(1 if problems else 0)
