#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""The names in base/poison.h do not compile."""

import re
import subprocess

from support import COMPILER, ROOT, Tap

HEADER = ROOT / "service/base/poison.h"
EXPECTED = {"sprintf", "strcpy", "strcat", "strncpy", "strtok", "gmtime", "localtime", "atoi",
            "rand"}


def poisoned():
    return [name for line in re.findall(r"^#pragma GCC poison (.*)$", HEADER.read_text(), re.M)
            for name in line.split()]


def errors(names):
    """The names that the compiler refuses, each tried on a line of its own."""
    code = "".join(f"void *try_{n}(void) {{ return (void *)(long)&{name}; }}\n"
                   for n, name in enumerate(names))
    done = subprocess.run(
        [COMPILER, "-std=c17", "-D_GNU_SOURCE", "-w", "-fmax-errors=0", "-fsyntax-only",
         "-include", HEADER, "-x", "c", "-"],
        input=code, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return {names[int(line) - 1] for line in re.findall(r"<stdin>:(\d+):\d+: error:", done.stdout)}


tap = Tap()
tap.result("the names that overflow, share state or hide errors are poisoned",
           [f"{name} is not in base/poison.h" for name in sorted(EXPECTED - set(poisoned()))])
refused = errors(poisoned())
tap.result("no poisoned name compiles",
           [f"{name} compiles" for name in poisoned() if name not in refused])
harmless = ["snprintf", "memcpy", "strtoll", "gmtime_r"]
tap.result("other names compile", [f"{name} is refused" for name in errors(harmless)])
tap.done()
