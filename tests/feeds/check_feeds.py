#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""check_feeds.py WRITE_FEED READER: whether READER sees in every sample what expected/ says, in TAP."""

import difflib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import install_ical_js

EXPECTED = Path(__file__).resolve().parent / "expected"
write_feed, reader = sys.argv[1:3]
command = ["node", reader] if reader.endswith(".mjs") else ["/usr/bin/python3", "-B", reader]


def output(*arguments):
    return subprocess.run(arguments, stdout=subprocess.PIPE, check=True).stdout


def pretty(value):
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)


def faults(sample, folder):
    document = output(write_feed, sample)
    if document != output(write_feed, sample):
        yield "the same sample has other bytes the second time"
    path = Path(folder) / f"{sample}.ics"
    path.write_bytes(document)
    answer = subprocess.run([*command, "--all", path], stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True)
    if answer.returncode:
        yield from answer.stdout.splitlines()
        return
    expected = pretty(json.loads((EXPECTED / f"{sample}.json").read_text()))
    yield from difflib.unified_diff(expected.splitlines(), pretty(json.loads(answer.stdout)).splitlines(),
                                    "expected", "read", lineterm="")


def main():
    if reader.endswith(".mjs") and (reason := install_ical_js.install()):
        print(f"1..0 # SKIP {reason}")
        return
    samples = output(write_feed).decode().split()
    assert samples and {path.stem for path in EXPECTED.iterdir()} == set(samples)
    print(f"1..{len(samples)}")
    with tempfile.TemporaryDirectory() as folder:
        for number, sample in enumerate(samples, 1):
            found = list(faults(sample, folder))
            for line in found:
                print("#", line)
            print("not ok" if found else "ok", number, "-", sample, "is read as it was meant",
                  flush=True)


main()
