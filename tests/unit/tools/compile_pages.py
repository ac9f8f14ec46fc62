#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""compile_pages as a program: what it writes, and that a page which does not fit its view struct is
refused by the C compiler, in the page's own line."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests/support"))
from service import Skip, run_tests  # noqa: E402

PROGRAM = os.environ["COMPILE_PAGES"]
COMPILER = [os.environ["CC"], "-std=c17", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Wpedantic",
            "-Wconversion", "-Wshadow", "-Werror", "-fsyntax-only", "-fno-diagnostics-show-caret"]


class Folder:
    def __init__(self, path):
        self.path = path
        (path / "t").mkdir()

    def compile(self, **pages):
        """Writes the pages, compiles them, and gives what was said, or None."""
        names = []
        for name, content in pages.items():
            (self.path / f"{name}.html").write_text(content)
            names.append(f"{name}.html")
        return self.run(*names)

    def run(self, *paths):
        done = subprocess.run([PROGRAM, ".", "t", *paths], cwd=self.path, text=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert (done.returncode == 0) == (done.stdout == ""), done
        return done.stdout or None

    def c_compiler(self, name, fields):
        """What the C compiler says of a page whose struct has these fields, or None."""
        (self.path / "t/pages.h").write_text(
            "#pragma once\n#include <stdbool.h>\n#include <stdint.h>\n#include \"base/text.h\"\n"
            f"struct page_part {{ struct text x; }};\nstruct page_{name} {{ {fields} }};\n")
        done = subprocess.run([*COMPILER, f"-I{ROOT}/service", "-I.",
                               f"page_{name}.c"], cwd=self.path, text=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert (done.returncode == 0) == (done.stdout == ""), done
        return done.stdout or None


@contextmanager
def folder():
    with tempfile.TemporaryDirectory(prefix="plimsoll-pages-") as path:
        yield Folder(Path(path))


def a_page_that_lacks_a_field_does_not_compile():
    with folder() as at:
        assert at.compile(a="<p>\n{{x}}\n{{y.z}}</p>") is None
        assert at.c_compiler("a", "struct text x; struct { struct text z; } y;") is None
        said = at.c_compiler("a", "struct text x;")
        assert "a.html:3:" in said and "has no member named ‘y’" in said.replace("'", "’"), said
        said = at.c_compiler("a", "struct { struct text z; } y;")
        assert "a.html:2:" in said, said


def a_field_of_the_wrong_type_does_not_compile():
    uses = {
        "{{x}}": ("struct text x;", ["const char *x;", "int64_t x;"]),
        "<a href=\"{{x}}\">1</a>": ("struct text x;", ["const char *x;"]),
        "{{number x}}": ("int64_t x;", ["int x;", "double x;", "uint64_t x;", "bool x;"]),
        "{{decimal x}}": ("double x;", ["float x;", "int64_t x;", "struct text x;"]),
        "{{if x}}1{{end}}": ("bool x;", ["int x;", "const char *x;", "struct text x;"]),
        "{{each i in x}}{{i}}{{end}}": ("const struct text *x; size_t x_count;", [
            "const struct text *x;", "struct text x; size_t x_count;",
            "const struct text *x; int x_count;", "const char *const *x; size_t x_count;"]),
        "{{include part x}}": ("struct page_part x;", ["struct text x;", "struct page_part *x;"]),
        "{{\"a {b}\" b=x}}": ("struct text x;", ["const char *x;", "int64_t x;"]),
        "{{plural \"a\" \"{count}\" count=x}}": ("int64_t x;", ["int x;", "struct text x;"]),
    }
    with folder() as at:
        for page, (good, wrong) in uses.items():
            assert at.compile(part="{{x}}", a=f"\n{page}") is None, page
            assert at.c_compiler("a", good) is None, page
            for fields in wrong:
                said = at.c_compiler("a", fields)
                assert said and "a.html:2:" in said, (page, fields, said)


def a_long_page_compiles():
    with folder() as at:
        assert at.compile(a="<p>" + "–1?\"\n" * 9000 + "</p>") is None
        assert at.c_compiler("a", "int x;") is None


def no_page_is_a_folder_of_pages_too():
    with folder() as at:
        assert at.run() is None
        assert (at.path / "t/page_functions.h").read_text().endswith("#pragma once\n")
        assert "msgid \"\"" in (at.path / "pages.pot").read_text()


def a_fault_is_said_with_its_place_and_the_page_is_not_written():
    with folder() as at:
        said = at.compile(good="1", bad="<p>\n{{X}}</p>")
        assert said == "bad.html:2: “X” is no field: its name is of small letters, digits and _.\n", said
        assert not (at.path / "page_bad.c").exists()
        assert not (at.path / "t/page_functions.h").exists()


def names_of_files_are_checked():
    with folder() as at:
        for name in ("Camel", "a-b", "1a", "a.b"):
            assert "A page is named NAME.html" in at.compile(**{name: "1"}), name
        assert "A page is named NAME.html" in at.run("a.htm")
        assert at.run("gone.html").startswith("gone.html: ")
        (at.path / "other").mkdir()
        for path in ("a.html", "other/a.html"):
            (at.path / path).write_text("1")
        assert at.run("a.html", "other/a.html") == "other/a.html: Another page has the same name.\n"


def what_does_not_change_is_left_alone():
    with folder() as at:
        at.compile(a="1", b="2")
        files = [at.path / name for name in ("page_a.c", "page_b.c", "t/page_functions.h", "pages.pot")]
        for file in files:
            os.utime(file, (1, 1))
        assert at.compile(a="1", b="3") is None
        assert [int(file.stat().st_mtime) == 1 for file in files] == [True, False, True, True]


def the_template_holds_every_sentence_once_with_its_places():
    with folder() as at:
        at.compile(
            a="{{\"Say\n \\\"hello\\\"\"}}\n{{\"{n} of \\\\\" n=x}}{{\"One\"}}",
            b="\n\n{{plural \"One\" \"{count} Ŵ\" count=x}}<p title=\"{{\"{n} of \\\\\" n=x}}\"></p>")
        text = (at.path / "pages.pot").read_text()
        assert text.partition("\n\n")[2] == (
            '#: a.html:1\nmsgid "Say \\"hello\\""\nmsgstr ""\n\n'
            '#: a.html:3\n#: b.html:3\nmsgid "{n} of \\\\"\nmsgstr ""\n\n'
            '#: a.html:3\n#: b.html:3\nmsgid "One"\n'
            'msgid_plural "{count} Ŵ"\nmsgstr[0] ""\nmsgstr[1] ""\n'), text
        if not shutil.which("msgfmt"):
            raise Skip("gettext is not installed")
        subprocess.run(["msgfmt", "-o", "/dev/null", "pages.pot"], cwd=at.path, check=True)


run_tests(a_page_that_lacks_a_field_does_not_compile, a_field_of_the_wrong_type_does_not_compile,
          a_long_page_compiles, no_page_is_a_folder_of_pages_too,
          a_fault_is_said_with_its_place_and_the_page_is_not_written, names_of_files_are_checked,
          what_does_not_change_is_left_alone,
          the_template_holds_every_sentence_once_with_its_places)
