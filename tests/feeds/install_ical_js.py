#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Installs ical.js for read_feed.mjs into $TEST_BUILD/feeds, if it is not there; prints why not."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent


def install():
    """None, or one line that says why ical.js cannot be had."""
    folder = Path(os.environ.get("TEST_BUILD", "build/dev")) / "feeds"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "install.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = (SOURCE / "package-lock.json").read_bytes()
        copy = folder / "package-lock.json"
        if copy.exists() and copy.read_bytes() == wanted and (folder / "node_modules/ical.js").exists():
            return None
        if not shutil.which("node") or not shutil.which("npm"):
            return "ical.js needs node and npm, which are not installed"
        shutil.copy(SOURCE / "package.json", folder)
        shutil.copy(SOURCE / "package-lock.json", folder)
        npm = subprocess.run(
            ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"],
            cwd=folder, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        if npm.returncode:
            copy.unlink()
            return "npm could not install ical.js: " + " ".join(npm.stdout.split())[:200]
    return None


if __name__ == "__main__":
    sys.exit(install())
