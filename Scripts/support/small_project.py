"""A project that is built in a second or two, and programs whose calls to the system go through a library of ours."""
import hashlib
import os
import shutil
import struct
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def make(folder, title, seconds=6, width=96, height=64, fps=12, takes=2, shot_seconds=2, shots=("a window at night", "the sea"), keep=3):
    """A folder with a song of two beats a second and a project file."""
    os.makedirs(folder)
    rate = 22050
    samples = bytearray()
    for n in range(rate * seconds):
        since = n % (rate // 2)
        samples += struct.pack("<h", int(20000 * max(0, 1 - since / 2000) * (1 if since // 100 % 2 else -1)))
    with open(folder + "/song.wav", "wb") as file:
        file.write(b"RIFF" + struct.pack("<I", 36 + len(samples)) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, rate, rate * 2, 2, 16))
        file.write(b"data" + struct.pack("<I", len(samples)) + samples)
    names = "one two three four".split()
    with open(folder + "/project.yaml", "w", encoding="utf-8") as file:
        file.write(
            f"title: {title}\nsong: song.wav\nformat: {{width: {width}, height: {height}, fps: {fps}}}\n"
            f"generators: {{sketch: {{kind: animatic, width: {width}, height: {height}}}}}\n"
            f"defaults: {{takes: {takes}, seconds: {shot_seconds}, generator: sketch}}\n"
            f"shots: [{', '.join(f'{{id: {name}, prompt: {prompt}}}' for name, prompt in zip(names, shots))}]\nselect: {{keep: {keep}}}\n")


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def unfinished(folder):
    """What a build that nobody disturbed never leaves."""
    return [
        os.path.join(where, name) for where, _, names in os.walk(folder) for name in names
        if name.endswith(".partial") or os.path.basename(where) == "partial"]


def library(source, work):
    """Compiles Tests/Disks/SOURCE.c to be loaded before others."""
    made = f"{work}/{source}.so"
    subprocess.run(["cc", "-Wall", "-Wextra", "-shared", "-fPIC", "-O1", "-o", made, f"{ROOT}/Tests/Disks/{source}.c", "-ldl", "-lpthread"], check=True)
    return made


class Programs:
    """`mv` and `mv-worker` in a folder of their own, the worker with variables that `mv` does not hand on."""

    def __init__(self, mv, work):
        self.folder, self.variables = work + "/bin", work + "/variables"
        os.makedirs(self.folder)
        shutil.copy(mv, self.folder + "/mv")
        shutil.copy(os.path.dirname(mv) + "/mv-worker", self.folder + "/worker")
        with open(self.folder + "/mv-worker", "w", encoding="utf-8") as file:
            file.write(
                f'#!/bin/sh\n[ "$1" = --about ] && exec {self.folder}/worker "$@"\n'
                f'[ -e {self.variables} ] && . {self.variables}\nexec {self.folder}/worker "$@"\n')
        os.chmod(self.folder + "/mv-worker", 0o755)

    def run(self, project, *arguments, variables=None, timeout=600):
        """Runs `mv` in a project's folder, with variables that its workers see too."""
        if variables:
            with open(self.variables, "w", encoding="utf-8") as file:
                file.writelines(f"export {name}={value}\n" for name, value in variables.items())
        try:
            return subprocess.run(
                [self.folder + "/mv", *arguments], cwd=project, env=dict(os.environ, **(variables or {})), capture_output=True, text=True,
                errors="replace", timeout=timeout, stdin=subprocess.DEVNULL)
        finally:
            if variables:
                os.remove(self.variables)
