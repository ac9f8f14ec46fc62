#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Whatever is inserted into a page, a browser's parser reads back exactly that, and nothing else."""

import os
import random
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import html5lib

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
from service import run_tests  # noqa: E402

VALUES = 1500
XHTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"
SCHEMES = ("http", "https", "webcal", "mailto", "tel")
HOSTILE = [
    "", "\n", "\n\nx", "\r\n", " ", "\t", "\0", "&amp;", "&#0;", "&lt", "&notit;", "\"", "'", "`", "=",
    "<", ">", "</", "-->", "<!--", "<![CDATA[", "]]>", "</title>", "</textarea>", "</option>", "</svg>",
    "<script>alert(1)</script>", "\" onload=\"x", "' onload='x", "javascript:x", "JAVA\tscript:x",
    " javascript:x", "data:,x", "https://example.org/?a=b&c", "mailto:a@b", "tel:1", "/", "//x", "?a", "#b",
    "..", "%00", "{value}", "{", "}", "{{value}}", "ŵ", "\u2028", "\ufeff", "\U0001F600",
    b"\xff", b"\xc0\xaf", b"\xe2\x82", b"\xed\xa0\x80", b"\xf0\x9f\x98", b"\xf4\x90\x80\x80",
]


def values():
    seed = int(os.environ.get("TEST_SEED", 20261126))
    print(f"# TEST_SEED={seed}")
    pick = random.Random(seed)
    pieces = [piece if isinstance(piece, bytes) else piece.encode() for piece in HOSTILE]
    yield from pieces
    for _ in range(VALUES):
        parts = pick.choices(pieces, k=pick.randint(1, 6))
        if pick.random() < 0.3:
            parts.append(bytes(pick.choices(range(256), k=pick.randint(1, 6))))
        pick.shuffle(parts)
        yield b"".join(parts)


def pages(inserted):
    done = subprocess.run([os.environ["PRINT_PAGES"]], input="".join(f"{v.hex()}\n" for v in inserted),
                          text=True, check=True, stdout=subprocess.PIPE)
    for value, line in zip(inserted, done.stdout.splitlines(), strict=True):
        tree = html5lib.parse(bytes.fromhex(line).decode(), treebuilder="etree")
        yield value.decode(errors="replace").replace("\0", "\ufffd"), value, tree


def address(text, raw):
    """What becomes of a whole address, told another way than the service tells it."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return "#"
    if re.search(r"[\x00-\x20\x7f\\]", raw.decode()):
        return "#"
    scheme = re.match(r"([^/?#:]*):", text)
    return text if not scheme or scheme[1].lower() in SCHEMES else "#"


def shape(tree):
    """Elements and the names of their attributes, without what they hold."""
    return [(one.tag, sorted(one.attrib)) for one in tree.iter()]


def every_value_reads_back_as_it_is():
    for text, raw, tree in pages(list(values())):
        one = {name.removeprefix(XHTML): tree.find(f".//{name}") for name in (
            f"{XHTML}{tag}" for tag in ("title", "body", "input", "textarea", "pre", "option"))}
        first, second = tree.findall(f".//{XHTML}p")
        whole, part = tree.findall(f".//{XHTML}a")
        title, drawn = tree.find(f".//{SVG}title"), tree.find(f".//{SVG}text")
        found = {
            "lang": tree.get("lang"), "title": one["title"].text, "body": one["body"].get("class"),
            "p": first.text, "input": one["input"].get("value"), "textarea": one["textarea"].text,
            "pre": one["pre"].text, "option": one["option"].text,
            "option value": one["option"].get("value"), "svg title": title.text, "text": drawn.text,
            "text class": drawn.get("class"),
        }
        for where, was in found.items():
            assert (was or "") == text, (where, raw, was)
        assert second.text == second.get("title") == f"before {text} after", (raw, second.text)
        assert whole.get("href") == address(text, raw), (raw, whole.get("href"))
        path, _, query = part.get("href").removesuffix("#c").partition("?b=")
        assert unquote(path) == f"/a/{text}" and unquote(query) == text, (raw, part.get("href"))
        assert re.fullmatch(r"/a/[\w.~%-]*", path, re.A), (raw, path)


def no_value_changes_the_elements_of_a_page():
    plain = None
    for _, raw, tree in pages([b"x", *values()]):
        plain = plain or shape(tree)
        assert shape(tree) == plain, raw


run_tests(every_value_reads_back_as_it_is, no_value_changes_the_elements_of_a_page)
