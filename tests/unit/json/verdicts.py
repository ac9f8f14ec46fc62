# SPDX-License-Identifier: MIT
"""What the tests of policy documents share: TAP, the policy reader's verdicts, shipped documents."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

PROGRAM = os.environ["VERDICTS"]
SHIPPED = ("default", "equal-weights")


def embedded(name):
    """A document as the program carries it: "schema" or a shipped policy."""
    return json.loads(subprocess.run([PROGRAM, name], check=True, stdout=subprocess.PIPE).stdout)


def verdicts(documents):
    """For each document the faults that the reader finds, as [path, message]."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, document in enumerate(documents):
            path = Path(folder) / f"{number}.json"
            path.write_text(json.dumps(document))
            paths.append(path)
        done = subprocess.run([PROGRAM, *paths], check=True, stdout=subprocess.PIPE)
    return [json.loads(line) for line in done.stdout.splitlines()]


class Tap:
    def __init__(self):
        self.number = self.failures = 0

    def result(self, sentence, wrong):
        wrong = list(wrong)
        self.number += 1
        self.failures += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {self.number} - {sentence}")
        for line in wrong:
            print(f"# {line}")

    def done(self):
        print(f"1..{self.number}")
        raise SystemExit(1 if self.failures else 0)
