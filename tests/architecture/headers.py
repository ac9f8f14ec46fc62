#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Every header compiles alone, with the flags of its folder."""

import re

from support import BUILD, ROOT, Tap, compile_commands, compiles, sources

from concurrent.futures import ThreadPoolExecutor

FLAGS = compile_commands()
# A header is no program: that nothing uses its functions is no fault.
HEADER = ["-Wno-unused-function"]


def flags_of(folder, tree):
    """Of a folder that has no sources yet, those of base with every generated header in reach."""
    flags = FLAGS.get(folder) or [
        *FLAGS["base"], *(f"-I{p.parent.parent}" for p in (BUILD / "service").glob("*/*/*.h"))]
    return [re.sub(f"^-I{re.escape(str(ROOT))}/", f"-I{tree}/", flag) for flag in flags] + HEADER


def compile_alone(tree):
    headers = list(sources(tree, ".h", folders=["service"]))
    with ThreadPoolExecutor(2) as pool:
        def check(path):
            name = str(path.relative_to(tree / "service"))
            return name, compiles(flags_of(name.split("/")[0], tree), f'#include "{name}"\n')
        for name, complaint in pool.map(check, headers):
            if complaint:
                yield f"service/{name}: {complaint}"


tap = Tap()
tap.result("every header compiles alone", compile_alone(ROOT))
good = {"service/base/good.h": "#pragma once\n#include <stddef.h>\nsize_t good(void);\n"}
tap.finds("a header that includes what it needs passes", compile_alone, good)
tap.finds("a header that needs another one first is found", compile_alone,
          good | {"service/base/bad.h": "#pragma once\nuint64_t bad(void);\n"}, "base/bad.h")
tap.done()
