"""A browser without a window, driven by keys as a person drives it: https://www.w3.org/TR/webdriver2/. For Benchmarks/review.

The person reads and thinks here, in Python's time; what the page does is timed by the page's own clock, so that the way between
the two costs the page nothing.
"""
import http.client
import json
import os
import shutil
import subprocess
import time

NAMES = {"left": "\ue012", "up": "\ue013", "right": "\ue014", "down": "\ue015", "enter": "\ue007", "escape": "\ue00c", "home": "\ue011", "space": " "}


class Trouble(Exception):
    pass


class Browser:
    def __init__(self, driver, program, width=1440, height=900):
        # The driver says itself which port it took.
        self.process = subprocess.Popen([driver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = None
        for line in self.process.stdout:
            if "started successfully on port" in line:
                port = int(line.rsplit("port", 1)[1].strip(" .\n"))
                break
        if not port:
            raise Trouble(f"{driver} did not start")
        self.port = port
        flags = ["--headless=new", "--disable-dev-shm-usage", f"--window-size={width},{height}", "--force-device-scale-factor=1"]
        if os.geteuid() == 0:
            flags.append("--no-sandbox")
        wanted = {"goog:chromeOptions": {"binary": program, "args": flags}, "goog:loggingPrefs": {"browser": "ALL"}, "timeouts": {"script": 280_000}}
        made = self.command("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.path, self.version = f"/session/{made['sessionId']}", made["capabilities"]["browserVersion"]
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    @staticmethod
    def find():
        """A driver and a browser on the PATH, or None twice."""
        driver = shutil.which("chromedriver")
        program = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
        return (driver, program) if driver and program else (None, None)

    def command(self, method, path, body=None):
        # A line for each command: the driver closes one that is at rest, and a key must not be sent twice.
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        try:
            line.request(method, path, json.dumps(body) if body is not None else None, {"Content-Type": "application/json"})
            value = json.loads(line.getresponse().read())["value"]
        except OSError as error:
            raise Trouble(f"the browser's driver is gone: {error}, exit code {self.process.poll()}") from error
        finally:
            line.close()
        if isinstance(value, dict) and value.get("error"):
            raise Trouble(f"{path}: {value['error']}: {value.get('message', '')}")
        return value

    def cdp(self, name, **params):
        return self.command("POST", self.path + "/goog/cdp/execute", {"cmd": name, "params": params})

    def before_every_page(self, script):
        self.cdp("Page.addScriptToEvaluateOnNewDocument", source=script)

    def go(self, url):
        self.command("POST", self.path + "/url", {"url": url})

    def run(self, script, *args):
        """Runs a function's body in the page and gives what it returns, or what the promise it returns comes to."""
        return self.command("POST", self.path + "/execute/sync", {"script": script, "args": args})

    def wait(self, script, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.run(f"return Boolean({script})"):
                return
            time.sleep(0.05)
        raise Trouble(f"after {seconds} s it was still not so: {script}")

    def press(self, key):
        """Presses one key, down and up."""
        value = NAMES.get(key, key)
        actions = [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        self.command("POST", self.path + "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def point(self, x, y):
        """Moves the mouse there in a few steps, as a hand does."""
        actions = [{"type": "pointerMove", "duration": 90, "x": int(x), "y": int(y)}]
        self.command("POST", self.path + "/actions", {"actions": [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions}]})

    def complaints(self):
        log = self.command("POST", self.path + "/se/log", {"type": "browser"})
        return [line["message"] for line in log if line["level"] == "SEVERE"]

    def close(self):
        try:
            self.command("DELETE", self.path)
        except Exception:
            pass
        self.process.kill()
        self.process.wait()
