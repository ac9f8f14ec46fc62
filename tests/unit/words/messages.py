#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Every message is translated, with the same places, and nothing else is."""

import ast
import gettext
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests/support"))
from service import run_tests  # noqa: E402

BUILD = Path(os.environ.get("TEST_BUILD", ROOT / "build/dev"))
TEMPLATE = BUILD / "service/words/messages.pot"
CATALOGUES = sorted((ROOT / "service/words").glob("*.po"))
PLACE = re.compile(r"{([a-z_]+)}")


class Entry:
    """One message of a .po file: its strings by keyword, and the comments before it."""

    def __init__(self, block):
        self.strings, self.comments, self.flags = {}, [], set()
        self.obsolete = False
        keyword = None
        for line in block.splitlines():
            if line.startswith("#~"):
                self.obsolete = True
                line = line[2:].strip()
            if line.startswith("#,"):
                self.flags |= set(line[2:].replace(" ", "").split(","))
            elif line.startswith("# "):
                self.comments.append(line[2:])
            elif found := re.match(r'(msg\w+(?:\[\d\])?) *(".*")$', line):
                keyword = found[1]
                self.strings[keyword] = ast.literal_eval(found[2])
            elif line.startswith('"'):
                self.strings[keyword] += ast.literal_eval(line)

    @property
    def message(self):
        return self.strings["msgid"], self.strings.get("msgid_plural")

    @property
    def forms(self):
        return [text for keyword, text in self.strings.items() if keyword.startswith("msgstr")]


def entries(text):
    found = [Entry(block) for block in re.split(r"\n\s*\n", text.strip())]
    return [entry for entry in found if entry.strings.get("msgid")]  # all but the header


def faults(catalogue, template):
    """A sentence for each thing wrong with a catalogue."""
    wanted = {entry.message for entry in entries(template)}
    listed = entries(catalogue)
    for message in wanted - {entry.message for entry in listed if not entry.obsolete}:
        yield f"{message[0]!r} is missing"
    for entry in listed:
        name = repr(entry.strings["msgid"])
        if entry.obsolete or entry.message not in wanted:
            yield f"{name} is said nowhere"
            continue
        if "fuzzy" in entry.flags:
            yield f"{name} is uncertain"
        if not all(entry.forms):
            yield f"{name} is not translated"
            continue
        for text in entry.message:
            for form in entry.forms if text else ():
                if sorted(PLACE.findall(form)) != sorted(PLACE.findall(text)):
                    yield f"{name} has other places in {form!r}"
                if form == text and re.search(r"\w", PLACE.sub("", text)) and not entry.comments:
                    yield f"{name} is left in English, and no comment says why"


def every_message_is_translated_with_its_places_and_nothing_else_is():
    assert CATALOGUES
    template = TEMPLATE.read_text()
    assert len(entries(template)) > 30
    found = [f"{path.name}: {fault}" for path in CATALOGUES
             for fault in faults(path.read_text(), template)]
    assert not found, "\n".join(found)


def what_is_wrong_with_a_catalogue_is_found():
    template = ('msgid "a {x}"\nmsgstr ""\n\n'
                'msgid "{n} b"\nmsgid_plural "{n} bs"\nmsgstr[0] ""\nmsgstr[1] ""\n')
    first = 'msgid "a {x}"\nmsgstr "{x} â"\n\n'
    second = 'msgid "{n} b"\nmsgid_plural "{n} bs"\nmsgstr[0] "{n} p"\nmsgstr[1] "{n} p"\n'
    good = first + second
    assert not list(faults(good, template))
    assert not list(faults(good.replace('msgid "a {x}"\nmsgstr "{x} â"',
                                        '# a name\nmsgid "a {x}"\nmsgstr "a {x}"'), template))
    for change, expected in (
            ((first, ""), "is missing"),
            (("{x} â", ""), "not translated"),
            (('msgstr[1] "{n} p"', 'msgstr[1] ""'), "not translated"),
            (("{x} â", "â"), "other places"),
            (("{x} â", "{y} â"), "other places"),
            (('msgstr[1] "{n} p"', 'msgstr[1] "p"'), "other places"),
            (('msgid "a {x}"', '#, fuzzy\nmsgid "a {x}"'), "uncertain"),
            (("{x} â", "a {x}"), "left in English"),
            ((first, first + 'msgid "gone"\nmsgstr "wedi mynd"\n\n'), "nowhere"),
            ((second, second + '\n#~ msgid "gone"\n#~ msgstr "wedi mynd"\n'), "nowhere"),
    ):
        changed = good.replace(*change)
        assert changed != good
        found = list(faults(changed, template))
        assert found and all(expected in fault for fault in found), (change, found)


def the_classes_of_plurals_are_those_of_cldr():
    welsh = {0: 0, 1: 1, 2: 2, 3: 3, 6: 4}  # common/supplemental/plurals.xml
    header = (ROOT / "service/words/cy.po").read_text()
    forms, rule = re.search(r"nplurals=(\d+); plural=(.*);", header).groups()
    assert forms == "6"
    assert [gettext.c2py(rule)(n) for n in range(1200)] == [welsh.get(n, 5) for n in range(1200)]


def messages_of_sources_and_of_other_templates_are_collected():
    found = {entry.message for entry in entries(Path(os.environ["SAMPLE"]).read_text())}
    assert found == {
        ("of a table", None), ("of a call", None), ("of two literals", None), ("Open", None),
        ("100% of them – all", None), ("said twice", None), ("of a page", None),
        *((f"one of a {kind}", f"others of a {kind}")
          for kind in ("table", "call", "count", "letter")),
    }, found


def the_template_names_no_folder_outside_the_project():
    places = re.findall(r"^#: (.*)$", TEMPLATE.read_text(), re.M)
    assert places and all(place.startswith(("service/", "build/")) for line in places
                          for place in line.split()), places[:3]


run_tests(every_message_is_translated_with_its_places_and_nothing_else_is,
          what_is_wrong_with_a_catalogue_is_found,
          the_classes_of_plurals_are_those_of_cldr,
          messages_of_sources_and_of_other_templates_are_collected,
          the_template_names_no_folder_outside_the_project)
