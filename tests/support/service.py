# SPDX-License-Identifier: MIT
"""A plimsoll of its own for tests that need the whole service: data folder, clock and port.

What a test sees is what an administrator or a calendar program sees: the commands' output, the log,
HTTP. Started as root, the service becomes nobody.
"""

import contextlib
import gzip
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.error
import urllib.request
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("TEST_BUILD", ROOT / "build/dev")).resolve()
DATA = Path(os.environ.get("TEST_DATA", ROOT / "../shared/data"))
PROGRAM = BUILD / "service/process/plimsoll"
PATIENCE = 60  # seconds, for anything that should take a few


def new_id():
    """A UUID of version 7, as a client makes it."""
    value = bytearray(os.urandom(16))
    value[:6] = int(time.time() * 1000).to_bytes(6, "big")
    value[6] = 0x70 | value[6] & 0x0F
    value[8] = 0x80 | value[8] & 0x3F
    return str(uuid.UUID(bytes=bytes(value)))


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body


def roomy_memory():
    """Where temporary data are fastest: in memory if there is room, else None."""
    try:
        about = os.statvfs("/dev/shm")
    except OSError:
        return None
    return "/dev/shm" if about.f_bavail * about.f_frsize > 2 << 30 else None


class Service:
    """One data folder; the service on it can be started, stopped and killed again and again."""

    def __init__(self, clock=None, full=False):
        self.folder = Path(tempfile.mkdtemp(prefix="plimsoll-test-", dir=roomy_memory()))
        self.folder.chmod(0o755)
        self.data = self.folder / "data"
        self.clock = clock
        self.full = full  # a demonstration with all its teams, which takes some seconds
        self.process = None
        self.log = self.folder / "service.log"

    def arguments(self):
        given = ["--data", str(self.data)]
        if os.geteuid() == 0:
            given += ["--user", "nobody"]
        if self.clock:
            given += ["--clock", self.clock]
        return given

    def start(self, *more):
        if "--demo" in more and not self.full:
            more += ("--small",)
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [PROGRAM, "serve", "--port", "0", *more, *self.arguments()], stdout=subprocess.PIPE,
                stderr=log, text=True, cwd="/")
        first = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", first)
        assert found, f"the service did not start: {first}{self.log.read_text()[-2000:]}"
        self.address = found.group(0)
        return self

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        code = self.process.wait(PATIENCE)
        self.process.stdout.close()
        self.process = None
        return code

    def restart_at(self, clock):
        self.end()
        self.clock = clock
        return self.start()

    def run(self, *command, ok=True, patience=600):
        done = subprocess.run([PROGRAM, *command, *self.arguments()], capture_output=True,
                              text=True, timeout=patience, cwd="/")
        if ok:
            assert done.returncode == 0, f"plimsoll {' '.join(command)}: {done.stderr}"
        return done

    def json(self, *command):
        return json.loads(self.run(*command, "--json").stdout)

    def sql(self, statement, **values):
        """Asks the embedded database as its administrator: what no command shows."""
        lines = (self.data / "postgresql/postmaster.pid").read_text().splitlines()
        given = [part for name, value in values.items() for part in ("-v", f"{name}={value}")]
        done = subprocess.run(
            ["psql", "-h", lines[4], "-p", lines[3], "-U", "plimsoll_admin", "-d", "plimsoll", "-XqAt",
             "-v", "ON_ERROR_STOP=1", *given], input=statement, capture_output=True, text=True,
            timeout=PATIENCE)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def link(self, *options):
        """The path of a new calendar link."""
        address = self.run("feed", "new", *options).stdout.strip()
        return address[address.index("/f/"):]

    def token(self):
        """The operator's token."""
        return (self.data / "operator-token").read_text().strip()

    def ask(self, method, path, content=None, form="application/json"):
        """A request of the operator; its status and what it was answered, from JSON."""
        headers = {"Authorization": f"Bearer {self.token()}"}
        if content is not None:
            headers["Content-Type"] = form
            content = content if isinstance(content, str) else json.dumps(content)
        answer = self.get(path, method, content, **headers)
        return answer.status, json.loads(answer.body) if answer.body else None

    def get(self, path, method="GET", content=None, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.address + path, method=method, headers=named,
                                         data=content.encode() if content is not None else None)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process:
            self.end(signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)


def sample(name, folder):
    """A compressed file of the test data, unpacked; None where it is missing."""
    packed = DATA / name
    if not packed.exists():
        return None
    unpacked = Path(folder) / packed.stem
    unpacked.write_bytes(gzip.decompress(packed.read_bytes()))
    return str(unpacked)


class Skip(Exception):
    pass


def database_processes(service):
    """Of the embedded database, the postmaster first."""
    first = int((service.data / "postgresql/postmaster.pid").read_text().split("\n")[0])
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return [first, *map(int, children)]


def send_all(pids, what):
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, what)


def terminal():
    """Both ends of a new pseudo-terminal; a bare chroot has none."""
    try:
        return pty.openpty()
    except OSError as reason:
        raise Skip(f"there are no pseudo-terminals: {reason}") from None


def all_of(ours):
    """What was written to a terminal whose other end is closed: Linux ends it with EIO."""
    said = b""
    with contextlib.suppress(OSError), open(ours, "rb", buffering=0) as stream:
        while part := stream.read(1 << 16):
            said += part
    return said


def wait_for(condition, what):
    for _ in range(PATIENCE * 10):
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited for {PATIENCE} s: {what}")


def run_tests(*tests):
    """Runs test functions, whose names are sentences, and prints TAP."""
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace("_", " ")
        try:
            test()
            print(f"ok {number} - {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} - {name} # SKIP {reason}", flush=True)
        except Exception:  # pylint: disable=broad-except
            failed += 1
            for line in traceback.format_exc().splitlines():
                print("#", line)
            print(f"not ok {number} - {name}", flush=True)
    sys.exit(1 if failed else 0)
