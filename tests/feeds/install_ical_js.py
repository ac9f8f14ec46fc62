#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Installs ical.js for read_feed.mjs into $TEST_BUILD/feeds, if it is not there; prints why not."""

import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent

sys.path.insert(0, str(SOURCE.parent / "support"))
import node_packages  # noqa: E402


def install():
    """None, or one line that says why ical.js cannot be had."""
    return node_packages.install(SOURCE, "feeds", "ical.js")


if __name__ == "__main__":
    sys.exit(install())
