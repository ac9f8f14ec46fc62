#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""docs/privacy.md shows the table of permissions that the service goes by."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests/support"))
from service import run_tests  # noqa: E402


def the_document_about_privacy_has_the_table_of_the_code():
    printed = subprocess.run([os.environ["PERMISSIONS"]], capture_output=True, text=True,
                             check=True).stdout.splitlines()
    lines = (ROOT / "docs/privacy.md").read_text().splitlines()
    first = lines.index("| --- | --- | --- | --- | --- | --- | --- | --- |") + 1
    shown = lines[first:lines.index("", first)]
    assert shown == printed, "\n".join(printed)


run_tests(the_document_about_privacy_has_the_table_of_the_code)
