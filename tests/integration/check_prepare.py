#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What service/run and tests/run do first: install what is missing and build, on a small project."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import ROOT, all_of, run_tests, terminal  # noqa: E402

LISTS = """
cmake_minimum_required(VERSION 3.25)
project(small C)
file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/*.c)
add_executable(small ${sources})
"""
PRESETS = """{"version": 6, "configurePresets": [{"name": "release", "generator": "Ninja",
"binaryDir": "${sourceDir}/build/release"}]}"""
SOURCE = 'source "$1/prepare.sh"; shift; "$@"'

folder = Path(tempfile.mkdtemp(prefix="plimsoll-prepare-"))
project, tools, said_to = folder / "project", folder / "tools", folder / "said"


def prepare(*command, **settings):
    """Runs a function of prepare.sh on the small project; what it said, and whether it succeeded."""
    return subprocess.run(
        ["bash", "-c", f"set -euo pipefail; root={project}; {SOURCE}", "-", folder, *command],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        timeout=300, **settings)


def build():
    done = prepare("build", "release")
    assert done.returncode == 0, done.stdout
    return done.stdout


def a_build_is_announced_only_when_something_is_built():
    assert build() == f"Building in {project}/build/release: a minute or two, this once\n"
    assert build() == ""
    (project / "more.c").write_text("int more(void) { return 1; }\n")
    assert build() == f"Building in {project}/build/release\n"
    assert build() == ""


def a_terminal_sees_the_latest_step_and_then_a_clean_line():
    (project / "more.c").write_text("int more(void) { return 2; }\n")
    ours, theirs = terminal()
    done = subprocess.run(
        ["bash", "-c", f"set -euo pipefail; root={project}; {SOURCE}", "-", folder, "build", "release"],
        stdin=theirs, stdout=theirs, stderr=theirs, timeout=300)
    os.close(theirs)
    said = all_of(ours).decode()
    assert done.returncode == 0 and "\r\x1b[K[" in said and said.endswith("\r\x1b[K"), said


def a_build_that_fails_shows_why_and_nothing_else():
    (project / "more.c").write_text("int more(void) { return nothing; }\n")
    done = prepare("build", "release")
    assert done.returncode != 0 and "‘nothing’ undeclared" in done.stdout, done
    assert "Re-checking" not in done.stdout and "[1/" not in done.stdout, done
    (project / "more.c").write_text("int more(void) { return 3; }\n")
    build()


def tool(name, text):
    (tools / name).write_text("#!/bin/bash\n" + text)
    (tools / name).chmod(0o755)


def install(sudo, stdin=subprocess.DEVNULL):
    """Somebody who is not root installs a package that is missing; what they are told."""
    (folder / "list.txt").write_text("a-missing-package # why\n")
    tool("dpkg-query", "exit 0\n")
    tool("apt-get", f'echo "apt-get $*" >>{said_to}; echo "much is said here"\n')
    tool("sudo", sudo)
    said_to.write_text("")
    said_to.chmod(0o666)
    user = ["setpriv", "--reuid", "65534", "--clear-groups"] if os.geteuid() == 0 else []
    command = "install_packages " + str(folder / "list.txt")
    return subprocess.run(
        [*user, "bash", "-c", f"set -euo pipefail; root={project}; source {folder}/prepare.sh; {command}"],
        stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, timeout=60, env={"PATH": f"{tools}:/usr/bin:/bin"})


# What sudo would run as root writes only a setting of PostgreSQL, which is left out.
WITHOUT_SETTING = 'for last; do :; done; apt-get -y install "$last"\n'


def packages_are_installed_in_one_line_by_somebody_with_sudo():
    done = install('[[ $1 == -n ]] && exit 0\n' + WITHOUT_SETTING)
    assert done.returncode == 0, done.stdout
    assert done.stdout == "Installing a-missing-package: a minute or two, this once\n", done.stdout
    assert said_to.read_text() == "apt-get -y install a-missing-package\n"


def whoever_cannot_become_root_is_told_what_root_should_run():
    done = install("exit 1\n")
    assert done.returncode == 1 and said_to.read_text() == "", done
    assert done.stdout.endswith("  apt-get install --no-install-recommends a-missing-package\n"), done


def a_password_is_asked_for_only_at_a_terminal():
    asks = f'case $1 in -n) exit 1 ;; -v) echo "asked" >>{said_to}; exit 0 ;; esac\n' + WITHOUT_SETTING
    assert install(asks).returncode == 1 and said_to.read_text() == ""
    ours, theirs = terminal()
    done = install(asks, theirs)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 0 and "sudo asks for your password" in done.stdout, done
    assert said_to.read_text() == "asked\napt-get -y install a-missing-package\n", said_to.read_text()


def an_installation_that_fails_shows_what_was_said():
    done = install('[[ $1 == -n ]] && exit 0\necho "E: Unable to locate package"; exit 100\n')
    assert done.returncode == 1 and "E: Unable to locate package\n" in done.stdout, done


try:
    for made in (project, tools):
        made.mkdir()
    folder.chmod(0o755)
    shutil.copy(ROOT / "service/prepare.sh", folder)
    (project / "CMakeLists.txt").write_text(LISTS)
    (project / "CMakePresets.json").write_text(PRESETS)
    (project / "main.c").write_text("int main(void) { return 0; }\n")
    run_tests(a_build_is_announced_only_when_something_is_built,
              a_terminal_sees_the_latest_step_and_then_a_clean_line,
              a_build_that_fails_shows_why_and_nothing_else,
              packages_are_installed_in_one_line_by_somebody_with_sudo,
              whoever_cannot_become_root_is_told_what_root_should_run,
              a_password_is_asked_for_only_at_a_terminal,
              an_installation_that_fails_shows_what_was_said)
finally:
    shutil.rmtree(folder, ignore_errors=True)
