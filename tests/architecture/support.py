# SPDX-License-Identifier: MIT
"""What the architecture tests share: TAP, the folders and what each may see, small planted trees.

A rule is a function of a tree that yields one sentence per breach. Each is run on the project, and
on a tiny tree with a breach planted in it, where it must find exactly that.
"""

import contextlib
import json
import os
import re
import shlex
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("TEST_BUILD", ROOT / "build/dev"))
COMPILER = os.environ.get("CC", "cc")

# May see, all of it transitive: base ← core ← {json store calendar secret net words} ← app ← web
# ← process, and base ← http ← web. The folders in braces do not see each other.
LEAVES = {"json", "store", "calendar", "secret", "net", "words"}
MAY_SEE = {
    "base": set(),
    "core": {"base"},
    **{leaf: {"base", "core"} for leaf in LEAVES},
    "app": {"base", "core"} | LEAVES,
    "http": {"base"},
    "web": {"base", "core", "app", "http"} | LEAVES,
    "process": {"base", "core", "app", "http", "web"} | LEAVES,
    "tools": {"base"},
}


class Tap:
    def __init__(self):
        self.number = self.failures = 0

    def result(self, sentence, breaches):
        breaches = list(breaches)
        self.number += 1
        self.failures += bool(breaches)
        print(f"{'not ok' if breaches else 'ok'} {self.number} - {sentence}")
        for breach in breaches:
            print(f"# {breach}")

    def skip(self, sentence, reason):
        self.number += 1
        print(f"ok {self.number} - {sentence} # SKIP {reason}")

    def done(self):
        print(f"1..{self.number}")
        raise SystemExit(1 if self.failures else 0)

    def finds(self, sentence, rule, files, *expected):
        """The rule, run on a tree of these files, yields breaches that contain these texts."""
        with planted(files) as tree:
            found = list(rule(tree))
        wrong = [f"found nothing with “{text}”" for text in expected
                 if not any(text in breach for breach in found)]
        if len(found) != len(expected):
            wrong += [f"found {len(found)}, planted {len(expected)}"]
        self.result(sentence, wrong + [f"found: {breach}" for breach in found] if wrong else [])


@contextlib.contextmanager
def planted(files):
    """A temporary tree of {path: content}."""
    with tempfile.TemporaryDirectory() as folder:
        for path, content in files.items():
            target = Path(folder) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, newline="")
        yield Path(folder)


def sources(tree, *suffixes, folders=("service", "tests")):
    for folder in folders:
        yield from sorted(p for p in (tree / folder).rglob("*") if p.suffix in suffixes)


def without_comments(code):
    """The code with comments and the contents of strings blanked, line numbers kept."""
    def blank(match):
        text = match[0]
        return '""' if text[0] == '"' else re.sub(r"[^\n]", " ", text)
    return re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', blank, code, flags=re.S)


def compile_commands():
    """{source folder under service/: its compiler arguments, without input and output}."""
    flags = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        arguments = shlex.split(entry["command"])
        source = Path(entry["file"])
        if not source.is_relative_to(ROOT / "service"):
            continue
        output = arguments.index("-o")
        del arguments[output:output + 2]
        flags.setdefault(source.relative_to(ROOT / "service").parts[0], [
            a for a in arguments if a not in ("-c", entry["file"])])
    return flags


def compiles(arguments, code):
    """The compiler's first complaint about the code, or None."""
    done = subprocess.run([*arguments, "-fsyntax-only", "-x", "c", "-"], input=code, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    complaints = [line for line in done.stdout.splitlines() if "error:" in line]
    return None if done.returncode == 0 else (complaints or done.stdout.splitlines())[0]


class Symbol:
    def __init__(self, member, name, kind, section):
        self.member, self.name, self.kind, self.section = member, name, kind, section


def symbols(library, *options):
    """The symbols of a library as nm gives them; kind U is undefined, a small letter is local."""
    listing = subprocess.run(["nm", "--format=sysv", *options, library], text=True, check=True,
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    member = ""
    for line in listing.splitlines():
        if heading := re.match(r".*?(?:from )?[^ ]*?\[(.*)\]:$|.* from (.*):$", line):
            member = heading[1] or heading[2] or ""
        columns = [column.strip() for column in line.split("|")]
        if len(columns) == 7 and columns[0] != "Name":
            yield Symbol(member, columns[0].split("@")[0], columns[2], columns[6])


def libraries(build):
    """{folder: its static library} of a build folder."""
    found = {}
    for folder in MAY_SEE:
        library = build / "service" / folder / f"lib{folder}.a"
        if library.exists():
            found[folder] = library
    return found


@contextlib.contextmanager
def built(files):
    """A build folder with static libraries made of {folder/file.c: code}."""
    with planted({f"service/{path}": code for path, code in files.items()}) as tree:
        for path in files:
            source = tree / "service" / path
            subprocess.run([COMPILER, "-std=c17", "-w", "-c", source, "-o", f"{source}.o"],
                           check=True)
            library = source.parent / f"lib{source.parent.name}.a"
            subprocess.run(["ar", "qcs", library, f"{source}.o"], check=True)
        yield tree
