#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Folders include only what stands below them; foreign headers stay in the folder that owns them."""

import re

from support import BUILD, MAY_SEE, ROOT, Tap, sources, without_comments

FOREIGN = {
    "libpq-fe.h": "store", "libpq/": "store", "jansson.h": "json", "libical/": "calendar",
    "microhttpd.h": "http", "sodium": "secret", "liboath/": "secret", "curl/": "net",
    "libintl.h": "words", "qrencode.h": "web", "archive.h": "web",
    "archive_entry.h": "web", "seccomp.h": "calendar",
}

# The types of those libraries, for headers that declare them instead of including.
FOREIGN_TYPES = {
    "store": r"PGconn|PGresult|PGnotify|pg_conn|pg_result",
    "json": r"json_t|json_error_t",
    "calendar": r"ical(?:component|property|parameter|value|time|array|parser|recur)\w*|scmp_\w+",
    "http": r"MHD_\w+",
    "secret": r"(?:crypto|sodium|randombytes)_\w+",
    "net": r"CURLM?",
    "web": r"QRcode|QRinput",
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^">]+)[">]', re.M)


def includes(path):
    code = path.read_text(errors="replace")
    return [(code.count("\n", 0, m.start()) + 1, m[1], m[2]) for m in INCLUDE.finditer(code)]


def owner(header):
    return next((f for start, f in FOREIGN.items() if header.startswith(start)), None)


def made_at_build(header):
    return any((BUILD / "service").rglob(header))


def direction(tree):
    service = tree / "service"
    for path in sources(tree, ".c", ".h", ".def", folders=["service"]):
        name = path.relative_to(service)
        folder = name.parts[0]
        for line, quote, header in includes(path):
            where = f"service/{name}:{line}"
            if quote == "<":
                continue
            target = header.split("/")[0]
            if "/" not in header:
                yield f'{where}: "{header}" does not say in which folder it is'
            elif target not in MAY_SEE:
                yield f'{where}: "{header}" is in no folder of the service'
            elif not (service / header).exists() and not made_at_build(header):
                yield f'{where}: "{header}" does not exist'
            elif target != folder and target not in MAY_SEE.get(folder, ()):
                yield f'{where}: {folder} may not see {target}, but includes "{header}"'


def foreign_headers(tree):
    service = tree / "service"
    files = {str(p.relative_to(service)): includes(p)
             for p in sources(tree, ".c", ".h", ".def", folders=["service"])}

    def reached(name, seen):
        """Foreign headers that a file sees, each with the service's header that brings it."""
        for _, quote, header in files.get(name, ()):
            if quote == "<" and owner(header):
                yield header, name
            elif header not in seen:
                seen.add(header)
                yield from reached(header, seen)

    for name in files:
        folder = name.split("/")[0]
        for header, source in reached(name, {name}):
            if owner(header) != folder:
                through = "" if source == name else f" through {source}"
                yield f"service/{name}: only {owner(header)} may see <{header}>{through}"


def foreign_types(tree):
    service = tree / "service"
    for path in sources(tree, ".h", folders=["service"]):
        name = path.relative_to(service)
        code = without_comments(path.read_text())
        for folder, types in FOREIGN_TYPES.items():
            if folder == name.parts[0]:
                continue
            for match in re.finditer(rf"\b(?:{types})\b", code):
                yield f"service/{name}: names {match[0]}, which belongs to {folder}"


def self_test(tap):
    clean = {
        "service/base/text.h": "#include <stddef.h>\n",
        "service/core/load.h": '#include "base/text.h"\n// a PGconn in a comment\n',
        "service/store/query.h": '#include "core/load.h"\n',
        "service/store/query.c": '#include <libpq-fe.h>\n#include "store/query.h"\n',
        "service/web/page.c": '#include "core/load.h"\n#include "store/query.h"\n',
    }
    for rule in (direction, foreign_headers, foreign_types):
        tap.finds(f"a tree in order passes ({rule.__name__})", rule, clean)
    tap.finds("an include of a higher folder is found", direction,
              clean | {"service/base/text.c": '#include "base/text.h"\n#include "core/load.h"\n'},
              "base/text.c:2: base may not see core")
    tap.finds("an include between folders that do not see each other is found", direction,
              clean | {"service/json/x.c": '#include "store/query.h"\n'}, "may not see store")
    tap.finds("an include of http by app is found", direction,
              clean | {"service/http/h.h": "", "service/app/x.c": '#include "http/h.h"\n'},
              "app may not see http")
    tap.finds("a header that does not exist is found", direction,
              clean | {"service/core/x.c": '#include "base/gone.h"\n'}, "does not exist")
    tap.finds("a header without its folder is found", direction,
              clean | {"service/core/x.c": '#include "load.h"\n'}, "in which folder")
    tap.finds("a foreign header in another folder is found", foreign_headers,
              clean | {"service/app/x.c": "#include <jansson.h>\n"}, "only json may see")
    tap.finds("a foreign header that a public header brings along is found", foreign_headers,
              clean | {"service/store/query.h": "#include <libpq-fe.h>\n"},
              "web/page.c: only store may see <libpq-fe.h> through store/query.h")
    tap.finds("a foreign type declared in another folder's header is found", foreign_types,
              clean | {"service/app/x.h": "struct pg_conn;\n"}, "names pg_conn")


tap = Tap()
tap.result("no folder includes what is not below it", direction(ROOT))
tap.result("foreign headers are seen only in their folder", foreign_headers(ROOT))
tap.result("no header names a type of a library that is not its folder's", foreign_types(ROOT))
self_test(tap)
tap.done()
