"""Projects of so many small takes for Benchmarks/scale: painted ones, and ones whose rows and files are made of painted ones."""
import array
import base64
import hashlib
import json
import math
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
import wave

SHOTS, SLOTS, SECONDS = 70, 200, 120
SUBJECTS = ["a dark bedroom at night, a lamp", "a woman at a window, city lights", "rooftops of a moonlit city", "a wide avenue at night, a yellow taxi",
            "a neon street in the rain", "a hotel corridor, red carpet", "a road tunnel, orange lamps", "a desert road at dawn, a red car",
            "dunes, a lone rider", "a forest in the morning, a deer", "a white house in a meadow", "a train crosses a long bridge",
            "a lighthouse, waves", "the open sea, a sailboat"]
CAMERAS = ["slow push in", "fast fly through", "track right", "pull back", "pan"]


def digest(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()


def song(path):
    """Two minutes of drums at 120 beats a minute, every other half minute louder."""
    rate, chance = 22050, random.Random(1)
    samples = array.array("h", [0]) * (rate * SECONDS)
    for eighth in range(SECONDS * 4):
        loud = 1.0 if eighth // 120 % 2 else 0.5
        for n in range(rate // 4):
            at, hiss = n / rate, chance.random() * 2 - 1
            value = 0.12 * math.exp(-at * 90) * hiss + 0.06 * math.sin(2 * math.pi * 220 * at)
            if eighth % 4 == 0:
                value += 0.7 * math.exp(-at * 25) * math.sin(2 * math.pi * 60 * at)
            if eighth % 4 == 2:
                value += 0.4 * math.exp(-at * 30) * hiss
            samples[eighth * rate // 4 + n] = int(32000 * loud * value)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1), file.setsampwidth(2), file.setframerate(rate)
        file.writeframes(samples.tobytes())


def project(folder, takes, more=0):
    """The project file: takes in all, the same number of each shot, and so many more of the first."""
    each = takes // SHOTS
    shots = "".join(
        f'  - {{id: shot-{number:02}, prompt: "{SUBJECTS[number % len(SUBJECTS)]}", camera: {CAMERAS[number // len(SUBJECTS) % len(CAMERAS)]}'
        + (f", takes: {each + more}" if more and number == 0 else "") + "}\n" for number in range(SHOTS))
    (folder / "project.yaml").write_text(
        f"title: {takes} takes\nsong: song.wav\nformat: {{width: 64, height: 64, fps: 12}}\n"
        "generators:\n  sketch: {kind: animatic, width: 64, height: 36}\n"
        f"defaults: {{takes: {each}, seconds: 1, generator: sketch}}\nshots:\n{shots}select: {{keep: {SLOTS}}}\nedit: {{shortest: 0.2}}\n"
        "deliverables: [film.mp4]\n")


def empty(folder, takes, tune):
    folder.mkdir(parents=True)
    shutil.copy(tune, folder / "song.wav")
    project(folder, takes)


def line(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"


def rows(pool, sql, *values):
    with sqlite3.connect(f"file:{pool}?mode=ro", uri=True) as database:
        database.row_factory = sqlite3.Row
        found = [dict(row) for row in database.execute(sql, values)]
    database.close()
    return found


def planned(mv, folder, takes, tune):
    """The requests that the program itself plans for such a project; it is ended before it makes much of it."""
    empty(folder, takes, tune)
    build = subprocess.Popen([mv, "build", "project.yaml", "--until", "takes", "--workers", "1", "--quiet"], cwd=folder, stderr=subprocess.DEVNULL)
    pool = folder / ".mv/pool.sqlite"
    while True:
        if build.poll() is not None:
            sys.exit(f"'mv build' ended with {build.returncode} before it had planned {takes} takes")
        time.sleep(0.5)
        try:
            if rows(pool, "SELECT count(*) AS count FROM requests")[0]["count"] >= takes:
                break
        except sqlite3.OperationalError:
            continue
    build.terminate()
    build.wait()
    shots = rows(pool, "SELECT id, position, prompt, definition FROM shots ORDER BY position")
    return shots, rows(pool, "SELECT * FROM requests ORDER BY shot, ordinal")


def painted_by_chance(chance):
    """Twelve pictures of 24 by 14 with soft shapes that drift, each with its mean colour."""
    corners = [[chance.randrange(30, 226) for _ in range(7)] for _ in range(4)]
    colour, drift = bytes([chance.randrange(100, 156), chance.randrange(100, 156)]), chance.uniform(-0.08, 0.08)
    data = bytearray()
    for at in range(12):
        places = [min(5.99, max(0.0, x / 24 * 6 + at * drift)) for x in range(24)]
        for y in range(14):
            row, q = divmod(y / 14 * 3, 1)
            above, below = corners[int(row)], corners[min(3, int(row) + 1)]
            for place in places:
                column, p = int(place), place % 1
                top, bottom = above[column] * (1 - p) + above[column + 1] * p, below[column] * (1 - p) + below[column + 1] * p
                data.append(int(top * (1 - q) + bottom * q))
        data += colour
    return bytes(data)


def mixed(shot, one, other):
    """A filmstrip of a take: three parts the shot's, three and two parts of two others, so that takes of a shot are alike by a cosine of about 0.4."""
    return bytes((3 * x + 3 * y + 2 * z) >> 3 for x, y, z in zip(shot, one, other))


def generated(mv, folder, takes, tune, painted, scratch):
    """A project whose takes are painted ones with a box of their own behind them, so that each has other bytes and its own digest, and
    whose scores are those of painted ones, changed by chance. Their filmstrips share a part with their shot's others; one in twenty
    is the one before it.

    Requests are those the program plans, so that a build finds all of them done.
    """
    shots, requests = planned(mv, scratch / "planned", takes, tune)
    models = rows(painted / ".mv/pool.sqlite", """
        SELECT t.*, s.key AS scores_key, s.scores FROM takes t JOIN scores s ON s.take = t.id WHERE t.broken IS NULL ORDER BY t.id LIMIT 700""")
    for model in models:
        name = f"{model['id'][:2]}/{model['id'][2:]}.{model['extension']}"
        model["media"], model["values"] = (painted / ".mv/store" / name).read_bytes(), json.loads(model["scores"])
    chance, export = random.Random(takes), scratch / "export"
    looks = {shot["id"]: painted_by_chance(chance) for shot in shots}
    pictures = [painted_by_chance(chance) for _ in range(2000)]
    export.mkdir()
    empty(folder, takes, tune)
    before = b""
    with open(export / "manifest.jsonl", "w", encoding="utf-8") as manifest:
        manifest.write(line({"pool": {"format": 1, "takes": takes, "bytes": 0, "made": 1}}))
        for shot in shots:
            manifest.write(line({"shot": shot}))
        for number, request in enumerate(requests):
            model = models[number % len(models)]
            media = model["media"] + (24).to_bytes(4, "big") + b"free" + number.to_bytes(16, "big")
            name, created = digest(media), 1_700_000_000_000 + number
            place = folder / ".mv/store" / name[:2]
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{name[2:]}.mp4").write_bytes(media)
            request.update(state="done", attempt=1, take=name, updated=created, error=None, reserved=0)
            events = [{"attempt": 1, "state": state, "time": created, "provider_id": None, "billed": 0, "message": None} for state in ("planned", "submitting", "done")]
            manifest.write(line({"request": request, "events": events}))
            values = dict(model["values"])
            values["parts"] = {key: {**part, "score": round(min(1, max(0, part["score"] + chance.uniform(-0.1, 0.1))), 4)} for key, part in values["parts"].items()}
            if number % 20 != 19:
                before = mixed(looks[request["shot"]], *chance.sample(pictures, 2))
            values["strip"] = base64.b64encode(before).decode()
            take = {key: model[key] for key in model.keys() if key not in ("scores_key", "scores", "media", "values")}
            take.update(id=name, bytes=len(media), archived=None, created=created)
            origin = {key: request[key] for key in ("shot", "variant", "ordinal", "generator", "kind", "prompt", "negative", "seed", "recipe_key", "recipe")}
            origin.update(take=name, request=request["id"], model="animatic", cost=0, imported_from=None, created=created)
            text = json.dumps(values, sort_keys=True, separators=(",", ":"))
            manifest.write(line({"take": take, "origins": [origin], "scores": {"key": model["scores_key"], "scores": text, "created": created},
                                 "decisions": [], "tags": []}))
    return export
