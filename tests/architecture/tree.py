#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""The top level holds what docs/architecture.md says, and texts name no place on one machine."""

import re

from support import ROOT, Tap, sources

TOP_LEVEL = {
    "CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "service", "sql", "calendars",
    "tests", "docs", ".ci", ".clang-format", ".clang-tidy", ".editorconfig", ".gitattributes",
    ".gitignore",
}
NOT_KEPT = {".git", "build", "var"}
CORPUS = "tests/fuzz/corpus"  # bytes, not text
SKIPPED = (".png", ".woff2", ".gz", ".pdf", ".ico")
MACHINE = re.compile(r"(?<![\w.}])/(?:work|root|home|Users|mnt)/[\w.]")
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME)\b|(?i:not implemented " r"yet)")


def texts(tree):
    for folder in sorted(TOP_LEVEL):
        top = tree / folder
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if (path.is_file() and path.suffix not in SKIPPED and
                    not path.is_relative_to(tree / CORPUS)):
                yield path.relative_to(tree), path.read_bytes().decode(errors="replace")


def strangers(tree):
    for path in sorted(tree.iterdir()):
        if path.name not in TOP_LEVEL | NOT_KEPT:
            yield f"{path.name} is no part of the project's top level"


def matches(tree, pattern, what):
    for name, content in texts(tree):
        for number, line in enumerate(content.splitlines(), 1):
            if found := pattern.search(line):
                yield f"{name}:{number}: {what} “{found[0]}”"


def machine_paths(tree):
    return matches(tree, MACHINE, "a place on one machine,")


def unfinished(tree):
    return matches(tree, UNFINISHED, "unfinished work,")


def line_ends(tree):
    for name, content in texts(tree):
        if name.suffix == ".ics":
            if re.search(r"(?<!\r)\n", content):
                yield f"{name}: iCalendar lines end in CRLF"
        elif "\r" in content:
            yield f"{name}: lines end in LF"
        if content and not content.endswith("\n"):
            yield f"{name}: the last line does not end"
        if name.suffix != ".ics" and (found := re.search(r"[ \t]+$", content, re.M)):
            yield f"{name}:{content.count(chr(10), 0, found.start()) + 1}: white space at its end"


def indentation(tree):
    for path in sources(tree, ".c", ".h"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if line.startswith(" ") and not line.startswith((" *", "  *")):
                yield f"{path.relative_to(tree)}:{number}: indented with spaces"


def self_test(tap):
    clean = {
        "README.md": "Plimsoll keeps data in /var/lib/plimsoll.\n",
        "service/a.c": "int f(void)\n{\n\treturn 1;\n}\n",
        "calendars/a.ics": "BEGIN:VCALENDAR\r\n",
        "build/x": "", ".git/x": "",
    }
    for rule in (strangers, machine_paths, unfinished, line_ends, indentation):
        tap.finds(f"a tree in order passes ({rule.__name__})", rule, clean)
    tap.finds("a stranger in the top level is found", strangers, clean | {"notes.md": "x\n"},
              "notes.md")
    tap.finds("a place on one machine is found", machine_paths,
              clean | {"calendars/a.ics": "URL:file://" + "/home" + "/ann/x\r\n"}, "a.ics:1")
    tap.finds("unfinished work is found", unfinished,
              clean | {"service/a.c": "// TO" + "DO later\n"}, "a.c:1")
    tap.finds("an iCalendar file with bare line feeds is found", line_ends,
              clean | {"calendars/a.ics": "BEGIN:VCALENDAR\n"}, "CRLF")
    tap.finds("white space at the end of a line is found", line_ends,
              clean | {"docs/a.md": "one\ntwo \n"}, "docs/a.md:2")
    tap.finds("a file whose last line does not end is found", line_ends,
              clean | {"sql/a.sql": "SELECT 1;"}, "does not end")
    tap.finds("C indented with spaces is found", indentation,
              clean | {"service/a.c": "int f(void)\n{\n    return 1;\n}\n"}, "a.c:3")


tap = Tap()
tap.result("the top level holds only what belongs there", strangers(ROOT))
tap.result("no text names a place on one machine", machine_paths(ROOT))
tap.result("no text announces unfinished work", unfinished(ROOT))
tap.result("lines end as .editorconfig says", line_ends(ROOT))
tap.result("C is indented with tabs", indentation(ROOT))
self_test(tap)
tap.done()
