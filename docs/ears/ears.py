#!/usr/bin/env python3
"""Hears a song with Beat This! or madmom and prints what `song.listen` of a project reads.

    song:
      file: song.flac
      listen: {command: [python3, ears.py, --with, beat_this, "{song}"]}

Beat This! (Foscarin, Schlueter and Widmer 2024): pip install beat_this; its weights are fetched when it is first used.
madmom (Boeck et al. 2016): pip install madmom; its weights come with it and may not be used commercially.
"""
import argparse
import json
import sys


def beat_this(song):
    from beat_this.inference import File2Beats

    beats, downbeats = File2Beats(checkpoint_path="final0", device="cpu", dbn=False)(song)
    return list(beats), list(downbeats)


def madmom(song):
    from madmom.features.downbeats import DBNDownBeatTrackingProcessor, RNNDownBeatProcessor

    tracker = DBNDownBeatTrackingProcessor(beats_per_bar=[3, 4], fps=100)
    marked = tracker(RNNDownBeatProcessor()(song))
    return [time for time, _ in marked], [time for time, place in marked if round(place) == 1]


ears = {"beat_this": beat_this, "madmom": madmom}
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--with", dest="ears", choices=sorted(ears), default="beat_this")
parser.add_argument("song")
arguments = parser.parse_args()
try:
    beats, downbeats = ears[arguments.ears](arguments.song)
except ImportError as error:
    sys.exit(f"{error}; install it with: pip install {arguments.ears}")
print(json.dumps({"beats": [float(time) for time in beats], "downbeats": [float(time) for time in downbeats]}))
