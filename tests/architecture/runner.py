#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""The runner of the tests counts what fails in whatever way, and leaves nothing running."""

import importlib.machinery
import importlib.util
import os
import subprocess

from support import ROOT, Tap, planted

RUNNER = ROOT / "tests/support/run_tap"

# name: (shell commands, label, time limit)
PROGRAMS = {
    "passes": ("echo 1..2; echo ok 1 - a; echo ok 2 - b", "unit", 60),
    "fails": ("echo 1..2; echo ok 1 - a; echo not ok 2 - broken; exit 1", "unit", 60),
    "skips": ("echo 1..2; echo '# no data'; echo 'not ok 1 # SKIP c'; echo 'ok 2 - d # SKIP rain'",
              "unit", 60),
    "crashes": ("echo 1..3; echo ok 1 - a; kill -SEGV $$", "unit", 60),
    "says nothing": ("true", "unit", 60),
    "stops early": ("echo 1..3; echo ok 1 - a", "unit", 60),
    "ends badly": ("echo 1..1; echo ok 1 - a; exit 3", "unit", 60),
    "hangs": ("echo 1..1; sleep 1000", "unit", 1),
    "leaves a process": ("echo 1..1; echo ok 1 - a; sleep 1001 & disown", "unit", 60),
    "leaves a daemon": ("echo 1..1; echo ok 1 - a; setsid sleep 1002 & sleep 0.2", "unit", 60),
    "has an orphan": ("orphan=$(sleep 1003 >/dev/null & echo $!); kill $orphan; sleep 0.3; "
                      "echo 1..1; kill -0 $orphan && echo not ok 1 - gone || echo ok 1 - gone", "unit", 60),
    "is of no part": ("echo 1..1; echo ok 1 - a", "elsewhere", 60),
    "is of another part": ("echo 1..1; echo not ok 1 - a", "bench", 60),
}


def run(*names, part="unit"):
    """The exit code and output of the runner for these programs."""
    listing = ""
    for name in names:
        commands, label, limit = PROGRAMS[name]
        listing += (f'add_test([=[{name}]=] "bash" "-c" [=[{commands}]=])\n'
                    f'set_tests_properties([=[{name}]=] PROPERTIES LABELS {label} '
                    f'TIMEOUT {limit})\n')
    with planted({"a build/CTestTestfile.cmake": listing}) as tree:
        done = subprocess.run(
            [RUNNER, "--patience", "0.3", "--build", "dev", tree / "a build", part, "unit,bench"],
            text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout


def expects(sentence, names, code, last_line, *texts, part="unit"):
    found, output = run(*names, part=part)
    breaches = [f"no “{text}” in the output" for text in texts if text not in output]
    if found != code:
        breaches.append(f"exit code {found}, not {code}")
    if output.splitlines()[-1] != last_line:
        breaches.append(f"the last line is not “{last_line}”")
    if breaches:
        breaches += [f"| {line}" for line in output.splitlines()]
    tap.result(sentence, breaches)


def still_running(*command):
    # Only our own descendants: they carry this process's mark in their environment.
    mark = f"RUNNER_TEST={os.getpid()}".encode()
    for entry in os.scandir("/proc"):
        try:
            with open(f"{entry.path}/environ", "rb") as environment:
                if mark in environment.read().split(b"\0"):
                    with open(f"{entry.path}/cmdline", "rb") as line:
                        if line.read().split(b"\0")[:-1] == [c.encode() for c in command]:
                            yield entry.name
        except OSError:
            continue


def one_look_finds_what_was_left():
    """Where looking takes long, a process may end and its number go to another before it is killed."""
    loader = importlib.machinery.SourceFileLoader("run_tap", str(RUNNER))
    runner = importlib.util.module_from_spec(importlib.util.spec_from_loader("run_tap", loader))
    loader.exec_module(runner)
    looks, look = [], runner.processes
    runner.processes = lambda: looks.append(1) or look()
    left = runner.leftovers(runner.descends_from_us)
    return [f"{len(looks)} looks, which found {left}"] if left or len(looks) != 1 else []


os.environ["RUNNER_TEST"] = str(os.getpid())
tap = Tap()
expects("passed, failed and skipped tests are added up",
        ["passes", "fails", "skips", "is of another part"], 1,
        "3 passed, 1 failed, 2 skipped", "failed: broken", "c: no data", "d: rain")
expects("all passing is success", ["passes", "skips"], 0, "2 passed, 0 failed, 2 skipped")
expects("nothing run is no success", [], 1, "0 passed, 0 failed, 0 skipped", "No test ran.")
expects("everything skipped is no success", ["skips"], 1, "0 passed, 0 failed, 2 skipped")
expects("a crash is a failure", ["crashes"], 1, "1 passed, 1 failed, 0 skipped",
        "ended by SIGSEGV, after 1 of 3 tests")
expects("silence is a failure", ["says nothing"], 1, "0 passed, 1 failed, 0 skipped",
        "printed no TAP plan")
expects("fewer tests than planned is a failure", ["stops early"], 1,
        "1 passed, 1 failed, 0 skipped", "after 1 of 3 tests")
expects("an exit code that no test explains is a failure", ["ends badly"], 1,
        "1 passed, 1 failed, 0 skipped", "exit code is 3")
expects("a program that hangs is ended and a failure", ["hangs"], 1,
        "0 passed, 1 failed, 0 skipped", "took longer than 1 s")
expects("a program of no part is a failure", ["passes", "is of no part"], 1,
        "2 passed, 1 failed, 0 skipped", "is of no part: its label")
expects("a process left behind is a failure", ["leaves a process"], 1,
        "1 passed, 1 failed, 0 skipped", "left running: sleep")
expects("a daemon left behind is a failure", ["leaves a daemon"], 1,
        "1 passed, 1 failed, 0 skipped", "left running after the tests: sleep")
expects("an orphan that has ended is gone at once", ["has an orphan"], 0,
        "1 passed, 0 failed, 0 skipped")
tap.result("one look at the processes finds what was left", one_look_finds_what_was_left())
tap.result("what was left behind is ended",
           [f"process {p}: sleep {n}" for n in ("1000", "1001", "1002")
            for p in still_running("sleep", n)])
tap.done()
