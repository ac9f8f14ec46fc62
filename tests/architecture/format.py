#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""The C code is as clang-format writes it."""

import re
import shutil
import subprocess

from support import ROOT, Tap, sources


def misformatted(tree):
    files = list(sources(tree, ".c", ".h"))
    done = subprocess.run(
        ["clang-format", f"--style=file:{ROOT}/.clang-format", "--dry-run", "-Werror", *files],
        text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    places = re.findall(r"^(.*?):(\d+):\d+: error: ", done.stdout, re.M)
    for name in dict.fromkeys(name for name, _ in places):
        lines = [line for other, line in places if other == name]
        more = f" and {len(lines) - 1} more places" if len(lines) > 1 else ""
        yield f"{name.removeprefix(f'{tree}/')}: line {lines[0]}{more}; run clang-format -i on it"
    if done.returncode and not places:
        yield done.stdout


tap = Tap()
if shutil.which("clang-format"):
    tap.result("the C code is as clang-format writes it", misformatted(ROOT))
    tap.finds("code in order passes", misformatted,
              {"service/a.c": "int f(void)\n{\n\treturn 1;\n}\n"})
    tap.finds("code out of order is found", misformatted,
              {"service/a.c": "int f(void) {\n    return 1; }\n"}, "a.c: line 1")
else:
    tap.skip("the C code is as clang-format writes it", "clang-format is not installed")
tap.done()
