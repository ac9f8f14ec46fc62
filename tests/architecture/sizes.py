#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Files and functions stay short, and each file names its licence."""

from support import ROOT, Tap, sources

HEADER_LINES = 120
SOURCE_LINES, SOURCE_LINES_WISHED = 600, 400
FUNCTION_LINES, FUNCTION_LINES_WISHED = 70, 40
LICENCE = "// SPDX-License-Identifier: MIT"


def functions(lines):
    """(first line, length) of each function: clang-format puts its braces in column 0."""
    for start, line in enumerate(lines):
        if line != "{":
            continue
        first = start
        while first > 0 and lines[first - 1] and not lines[first - 1].startswith(("}", "#", "//")):
            first -= 1
        end = next((n for n in range(start, len(lines)) if lines[n] == "}"), len(lines) - 1)
        yield first + 1, end - first + 1


def too_long(tree, header=HEADER_LINES, source=SOURCE_LINES, function=FUNCTION_LINES):
    for path in sources(tree, ".c", ".h"):
        name, lines = path.relative_to(tree), path.read_text().splitlines()
        most = header if path.suffix == ".h" else source
        if len(lines) > most:
            yield f"{name}: {len(lines)} lines, at most {most}"
        for first, length in functions(lines):
            if length > function:
                yield f"{name}:{first}: a function of {length} lines, at most {function}"


def unlicensed(tree):
    for path in sources(tree, ".c", ".h", ".def"):
        if not path.read_text().startswith(LICENCE + "\n"):
            yield f"{path.relative_to(tree)}: the first line is not “{LICENCE}”"


def code(before, statements):
    return f"{LICENCE}\n{before}\nint f(\n\tint x)\n{{\n" + "\tx++;\n" * statements + "}\n"


tap = Tap()
tap.result("files and functions keep to their length", too_long(ROOT))
for warning in too_long(ROOT, HEADER_LINES, SOURCE_LINES_WISHED, FUNCTION_LINES_WISHED):
    print(f"# to be shortened: {warning}")
tap.result("each C file names its licence first", unlicensed(ROOT))
tap.finds("a file of 600 lines with a function of 70 lines passes", too_long,
          {"service/a.c": code("\n" * (600 - 72), 66), "service/a.h": "\n" * 120})
tap.finds("a file of 601 lines is found", too_long, {"service/a.c": "\n" * 601}, "601 lines")
tap.finds("a header of 121 lines is found", too_long, {"service/a.h": "\n" * 121}, "121 lines")
tap.finds("a function of 71 lines is found", too_long,
          {"tests/a.c": code("", 67)}, "a.c:3: a function of 71 lines")
tap.finds("a file without its licence is found", unlicensed,
          {"service/a.c": LICENCE + "\n", "service/b.c": "int x;\n"}, "b.c")
tap.done()
