# SPDX-License-Identifier: MIT
"""Installs what a package-lock.json pins into a folder of the build, from whichever registry npm uses."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path


def install(source, name, package):
    """Into $TEST_BUILD/NAME, if it is not there; None, or one line that says why it cannot be had."""
    folder = Path(os.environ.get("TEST_BUILD", "build/dev")) / name
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "install.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = (source / "package-lock.json").read_bytes()
        copy = folder / "package-lock.json"
        if copy.exists() and copy.read_bytes() == wanted and (folder / "node_modules" / package).exists():
            return None
        if not shutil.which("node") or not shutil.which("npm"):
            return f"{package} needs node and npm, which are not installed"
        shutil.copy(source / "package.json", folder)
        shutil.copy(source / "package-lock.json", folder)
        npm = subprocess.run(
            ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"],
            cwd=folder, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        if npm.returncode:
            copy.unlink()
            return f"npm could not install {package}: " + " ".join(npm.stdout.split())[:200]
    return None
