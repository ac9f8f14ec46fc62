#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Writes the lines of the last run of the benchmarks into docs/performance.md, with the machine."""

import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

from bench import RESULTS, ROOT

PROGRAMS = ["feed", "recording", "imports", "loads", "models", "replays", "rebuild", "plan",
            "start", "memory"]
DOCUMENT = ROOT / "docs/performance.md"
BEGIN, END = "<!-- from the last run -->\n", "<!-- until here -->\n"
PACKAGES = ["postgresql-15", "libmicrohttpd12", "libical3", "liblemon-dev", "nginx-light",
            "wrk", "radicale", "xandikos"]


def machine():
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())[1])
    system = re.search(r'PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text())
    versions = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}, ", *PACKAGES],
                              capture_output=True, text=True, check=False).stdout.rstrip(", ")
    return (f"{os.cpu_count()} × {model[1] if model else platform.machine()} (virtual), "
            f"{memory / 1048576:.0f} GiB of memory, Linux {platform.release().split('-')[0]}, "
            f"{system[1]}; {versions}.")


def lines():
    for program in PROGRAMS:
        path = RESULTS / f"{program}.json"
        if not path.exists():
            sys.exit(f"{path} is missing: run ./tests/run bench first.")
        about = json.loads(path.read_text())
        if about["quick"]:
            sys.exit(f"{path} is of a quick run: run ./tests/run bench first.")
        yield from about["lines"]


def main():
    rows = "".join(f"| {one['name']} | {one['text']} | {one['verdict'] or '–'} |\n" for one in lines())
    made = (f"{machine()}\n\n| what | measured | bound |\n| --- | --- | --- |\n{rows}")
    text = DOCUMENT.read_text()
    before, rest = text.split(BEGIN)
    DOCUMENT.write_text(before + BEGIN + "\n" + made + "\n" + END + rest.split(END)[1])


main()
