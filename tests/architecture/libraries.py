#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What the compiled libraries show: they link only what is below them, core is pure, only process
reads clocks and the environment, and nothing keeps state in writable data."""

import fnmatch
import os
import re
import subprocess
from pathlib import Path

from support import BUILD, MAY_SEE, Tap, built, libraries, symbols

HERE = Path(__file__).resolve().parent
FOREIGN_LIBRARIES = ["libpq", "jansson", "libical", "libsodium", "liboath",
                     "libmicrohttpd", "libqrencode", "libarchive", "libseccomp", "libcurl"]
PROCESS_ONLY = {
    "clock_gettime", "gettimeofday", "time", "timespec_get", "ftime",
    "getenv", "secure_getenv", "setenv", "putenv", "unsetenv",
    "sigaction", "signal", "sigprocmask", "pthread_sigmask", "signalfd",
}
KEEPS_STATE = {("base", "log.c.o")}  # where lines go, set once before threads start


def defined(library):
    return {s.name for s in symbols(library, "--defined-only", "--extern-only")}


def undefined(library):
    """The names a library needs from elsewhere, each with a member that needs it."""
    names = {s.name: s.member for s in symbols(library, "--undefined-only")}
    own = defined(library)
    return {name: member for name, member in names.items() if name not in own}


def links(build):
    found = libraries(build)
    exports = {folder: defined(library) for folder, library in found.items()}
    for folder, library in found.items():
        for name, member in undefined(library).items():
            homes = {home for home, names in exports.items() if name in names}
            if homes and not homes & MAY_SEE[folder]:
                yield f"{folder}/{member} calls {name} of {', '.join(sorted(homes))}"


def purity(build):
    allowed = [line.split("#")[0].strip()
               for line in (HERE / "core_symbols.txt").read_text().splitlines()]
    library = libraries(build).get("core")
    for name, member in sorted(undefined(library).items()) if library else ():
        if not any(fnmatch.fnmatchcase(name, pattern) for pattern in allowed if pattern):
            yield f"core/{member} calls {name}, which core_symbols.txt does not list"


def process_only(build):
    for folder, library in libraries(build).items():
        if folder in ("process", "tools"):
            continue
        for name, member in sorted(undefined(library).items()):
            if name in PROCESS_ONLY:
                yield f"{folder}/{member} calls {name}, which is for process alone"


def writable_data(build):
    for folder, library in libraries(build).items():
        if folder in ("process", "tools"):
            continue
        for symbol in symbols(library, "--defined-only"):
            if (folder, symbol.member) in KEEPS_STATE:
                continue
            if re.match(r"(\.data(?!\.rel\.ro)|\.t?bss|\.tdata|\*COM\*)", symbol.section):
                yield f"{folder}/{symbol.member}: {symbol.name} can be written ({symbol.section})"


def shared_libraries():
    for module in FOREIGN_LIBRARIES:
        folder = subprocess.run(["pkg-config", "--variable=libdir", module], text=True,
                                stdout=subprocess.PIPE, check=True).stdout.strip()
        name = module if module.startswith("lib") else f"lib{module}"
        yield Path(folder) / f"{name}.so"


def clashes(build, foreign):
    exported = {}
    for library in foreign:
        for symbol in symbols(library, "--dynamic", "--defined-only", "--extern-only"):
            if symbol.section in (".text", ".data", ".bss", ".rodata"):
                exported[symbol.name] = Path(library).name
    for folder, library in libraries(build).items():
        for name in sorted(defined(library) & exported.keys()):
            yield f"{folder} defines {name}, and so does {exported[name]}"


def self_test(tap):
    def finds(sentence, rule, files, *expected):
        with built(files) as build:
            tap.finds(sentence, lambda _: rule(build), {}, *expected)

    clean = {
        "base/text.c": "void text_f(void) {}\nstatic const char *const names[] = {\"a\"};\n"
                       "const char *text_g(int i) { return names[i]; }\n",
        "core/load.c": "#include <math.h>\nvoid text_f(void);\n"
                       "double load_at(double x) { text_f(); return exp2(x); }\n",
        "process/clock.c": "#include <time.h>\nstatic int calls;\n"
                           "int clock_now(void) { calls++; return (int)time(0); }\n",
    }
    for rule in (links, purity, process_only, writable_data):
        finds(f"libraries in order pass ({rule.__name__})", rule, clean)
    finds("a call upwards is found", links,
          clean | {"base/up.c": "double load_at(double);\ndouble f(void) { return load_at(1); }\n"},
          "base/up.c.o calls load_at of core")
    finds("input and output in core are found", purity,
          clean | {"core/print.c": "#include <stdio.h>\nvoid core_p(void) { puts(\"x\"); }\n"},
          "core/print.c.o calls puts")
    finds("a clock outside process is found", process_only,
          clean | {"store/t.c": "#include <time.h>\nlong store_t(void) { return time(0); }\n"},
          "store/t.c.o calls time")
    finds("the environment read outside process is found", process_only,
          clean | {"web/e.c": "#include <stdlib.h>\nchar *web_e(void) { return getenv(\"A\"); }\n"},
          "web/e.c.o calls getenv")
    state = "int f(void) {{ {} int calls = {}; return calls++; }}\n"
    finds("a counter kept in a static variable is found", writable_data,
          clean | {"app/s.c": state.format("static", 0)}, "app/s.c.o: calls")
    finds("an initialised static variable is found", writable_data,
          clean | {"app/s.c": state.format("static", 7)}, ".data")
    finds("a variable per thread is found", writable_data,
          clean | {"app/s.c": state.format("static _Thread_local", 0)}, ".tbss")
    with built(clean) as build:
        shared = build / "libforeign.so"
        code = "void text_f(void) {}\n"
        subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", shared], input=code,
                       text=True, check=True)
        tap.finds("a function named as a linked library's is found",
                  lambda _: clashes(build, [shared]), {}, "base defines text_f")


os.environ["LC_ALL"] = "C"
tap = Tap()
present = ", ".join(libraries(BUILD))
tap.result(f"each library links only what is below it ({present})", links(BUILD))
tap.result("core calls nothing but libm, memory and base", purity(BUILD))
tap.result("only process reads clocks and the environment and handles signals",
           process_only(BUILD))
tap.result("no writable data outside process and the log", writable_data(BUILD))
tap.result("no function has the name of a linked library's", clashes(BUILD, shared_libraries()))
self_test(tap)
tap.done()
