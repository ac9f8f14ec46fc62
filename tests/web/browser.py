# SPDX-License-Identifier: MIT
"""A headless Chromium, driven over the DevTools protocol through a pipe.

    with Browser() as browser:
        tab = browser.tab()
        tab.size(390, 844)
        tab.go("http://127.0.0.1:8080/sign-in")
        tab.evaluate("document.title")

It reaches nothing but 127.0.0.1. A tab of its own context has cookies of its own. What the pages of a
tab complain about – errors on the console, a content security policy that was broken, exceptions,
files that were not found – gathers in `tab.complaints`.
"""

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time

PATIENCE = 60  # seconds, for anything that should take a few
OPTIONS = ("--headless=new", "--remote-debugging-pipe", "--no-first-run", "--no-default-browser-check",
           "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-sync",
           "--disable-background-networking", "--disable-component-update", "--disable-breakpad",
           "--disable-crash-reporter", "--disable-features=Translate,MediaRouter,OptimizationHints",
           "--metrics-recording-only", "--mute-audio", "--hide-scrollbars", "--password-store=basic",
           "--use-mock-keychain", "--force-color-profile=srgb", "--font-render-hinting=none",
           "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
KEYS = {"Tab": 9, "Enter": 13, " ": 32, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39,
        "ArrowDown": 40, "Escape": 27}
SHIFT = 8
DARK = "prefers-color-scheme"


class BrowserError(Exception):
    pass


class Browser:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="plimsoll-browser-")
        self.process, self.tabs, self.waiting, self.last = None, {}, b"", 0

    def __enter__(self):
        # A sandbox needs an ordinary user and a kernel that lets it make one; containers often do not.
        ways = [["--no-sandbox"]] if os.geteuid() == 0 else [[], ["--no-sandbox"]]
        for more in ways:
            self.start(more)
            try:
                self.version = self.ask("Browser.getVersion")["product"]
                return self
            except BrowserError as reason:
                why = reason
                self.end()
        shutil.rmtree(self.folder, ignore_errors=True)
        raise why

    def start(self, more):
        theirs, self.writing = os.pipe()
        self.reading, answers = os.pipe()
        # Chromium reads from 3 and writes to 4; bash can give them those numbers whatever they are.
        with open(f"{self.folder}/log", "ab") as log:
            self.process = subprocess.Popen(
                ["bash", "-c", 'exec "${@:3}" 3<&"$1" 4>&"$2"', "bash", str(theirs), str(answers),
                 "chromium", *OPTIONS, *more, f"--user-data-dir={self.folder}/profile", "about:blank"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=(theirs, answers),
                process_group=0, env={**os.environ, "HOME": self.folder, "TZ": "UTC", "LANG": "C.UTF-8"})
        os.close(theirs)
        os.close(answers)
        fcntl.fcntl(self.reading, fcntl.F_SETFL, os.O_NONBLOCK)

    def end(self):
        with contextlib.suppress(BrowserError, OSError):
            self.ask("Browser.close", patience=5)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.reading)
        os.close(self.writing)

    def __exit__(self, *_):
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def messages(self, deadline):
        """The next messages; none once the deadline is past."""
        while b"\0" not in self.waiting:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.reading], [], [], left)[0]:
                return []
            part = os.read(self.reading, 1 << 20)
            if not part:
                with open(f"{self.folder}/log", encoding="utf-8", errors="replace") as log:
                    raise BrowserError("Chromium has ended: " + " ".join(log.read()[-600:].split()))
            self.waiting += part
        *whole, self.waiting = self.waiting.split(b"\0")
        return [json.loads(one) for one in whole]

    def listen(self, done, what, patience=PATIENCE):
        """Takes messages until done(message) gives something, which is returned."""
        deadline = time.monotonic() + patience
        found = None
        while found is None:
            given = self.messages(deadline)
            if not given:
                raise BrowserError(f"waited for {patience} s: {what}")
            for message in given:
                tab = self.tabs.get(message.get("sessionId"))
                if tab and "method" in message:
                    tab.heard(message["method"], message["params"])
                found = found if found is not None else done(message)
        return found

    def ask(self, method, session=None, patience=PATIENCE, **given):
        self.last += 1
        number = self.last
        message = {"id": number, "method": method, "params": given}
        if session:
            message["sessionId"] = session
        try:
            os.write(self.writing, json.dumps(message).encode() + b"\0")
        except BrokenPipeError:
            raise BrowserError("Chromium has ended") from None
        answer = self.listen(lambda one: one if one.get("id") == number else None, method, patience)
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def tab(self):
        """A new tab with cookies of its own."""
        context = self.ask("Target.createBrowserContext")["browserContextId"]
        target = self.ask("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.tabs[session] = Tab(self, session, context)
        return self.tabs[session].begin()


class Tab:
    def __init__(self, browser, session, context):
        self.browser, self.session, self.context = browser, session, context
        self.complaints, self.loaded, self.status = [], False, None

    def begin(self):
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")
        return self

    def ask(self, method, **given):
        return self.browser.ask(method, self.session, **given)

    def heard(self, event, given):
        if event == "Page.loadEventFired":
            self.loaded = True
        elif event == "Network.responseReceived" and given["type"] == "Document":
            self.status = given["response"]["status"]
        elif event == "Log.entryAdded" and given["entry"]["level"] in ("error", "warning"):
            entry = given["entry"]
            self.complaints.append(f"{entry['source']}: {entry['text']} {entry.get('url', '')}")
        elif event == "Runtime.consoleAPICalled" and given["type"] in ("error", "warning", "assert"):
            self.complaints.append("console: " + " ".join(str(one.get("value", one.get("description")))
                                                          for one in given["args"]))
        elif event == "Runtime.exceptionThrown":
            self.complaints.append(f"exception: {given['exceptionDetails']}")

    def wait_for_load(self, what):
        if not self.loaded:
            self.browser.listen(lambda _: self.loaded or None, what)

    def go(self, address):
        self.loaded = False
        failed = self.ask("Page.navigate", url=address).get("errorText")
        if failed:
            raise BrowserError(f"{address}: {failed}")
        self.wait_for_load(address)

    def evaluate(self, expression):
        answer = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True,
                          returnByValue=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description", details["text"]))
        return answer["result"].get("value")

    def size(self, width, height, scale=1):
        """The page is laid out for this many pixels, as on a phone for which it says so."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=scale, mobile=False)

    def scheme(self, name):
        """light or dark; without movement, so that what is looked at stands still."""
        self.ask("Emulation.setEmulatedMedia", features=[
            {"name": DARK, "value": name}, {"name": "prefers-reduced-motion", "value": "reduce"}])

    def scripts(self, on):
        """Whether the page's own scripts run; evaluate works in any case."""
        self.ask("Emulation.setScriptExecutionDisabled", value=not on)

    def cookies(self, address, cookies):
        self.browser.ask("Storage.setCookies", browserContextId=self.context, cookies=[
            {"name": name, "value": value, "url": address} for name, value in cookies.items()])

    def press(self, key, shift=False):
        text = {"Enter": "\r", " ": " "}.get(key)
        given = {"key": key, "code": "Space" if key == " " else key, "modifiers": SHIFT if shift else 0,
                 "windowsVirtualKeyCode": KEYS[key]}
        self.ask("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown",
                 **given, **({"text": text} if text else {}))
        self.ask("Input.dispatchKeyEvent", type="keyUp", **given)

    def press_and_load(self, key):
        """Presses a key that leads to another page, and waits for that."""
        self.loaded = False
        self.press(key)
        self.wait_for_load(f"what {key} leads to")

    def write(self, text):
        self.ask("Input.insertText", text=text)

    def screenshot(self, path, whole=False):
        clip = {}
        if whole:
            about = self.ask("Page.getLayoutMetrics")["cssContentSize"]
            clip = {"captureBeyondViewport": True, "clip": {**about, "scale": 1}}
        data = self.ask("Page.captureScreenshot", format="png", **clip)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
