#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Imports that are killed, cut off, starved or fed nonsense: nothing or a resumable whole."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from importing import HEADER, Importer, adds_up  # noqa: E402
from service import PATIENCE, PROGRAM, Service, Skip, all_of, run_tests, terminal, wait_for  # noqa: E402

CLOCK = "2026-12-01T09:00:00Z"
MEGABYTES = 1024  # of ru_maxrss
PLANTED = "Planted-4711"


def rows(count, people=200, seed=3):
    """Years of incidents of some people, in order of time, heavy enough for crossings."""
    chance = random.Random(seed)
    for i in range(count):
        at = time.gmtime(1700000000 + i * 93000000 // count)
        yield (f"I{i},P{chance.randrange(people)},{time.strftime('%Y-%m-%d %H:%M', at)},"
               f"{'Fire' if i % 3 else 'Small fire'}\n")


def export(count, **more):
    return HEADER + "".join(rows(count, **more))


def started(service, command, **streams):
    return subprocess.Popen([PROGRAM, *command, *service.arguments()], cwd="/",
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **streams)


def ended(process):
    """(exit code, standard error, peak memory in MB)"""
    said = process.stderr.read().decode()
    process.stdout.close()
    process.stderr.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, said, used.ru_maxrss / MEGABYTES


def outcome(service):
    """All that an import leads to, without the times at which it was recorded."""
    return service.sql(
        "SELECT reference, occurred_at, category, dose FROM exposure JOIN person "
        "USING (person_id) WHERE source = 'import' ORDER BY 1, 2, 3;"
        "SELECT reference, rule, level, change, crossed_at, found_late FROM crossing "
        "JOIN person USING (person_id) "
        "WHERE reference LIKE 'P%' "
        "ORDER BY 1, 2, 5, 3, 4;"
        "SELECT reference, line, load, load_at FROM line_state JOIN person USING (person_id) "
        "WHERE reference LIKE 'P%' "
        "ORDER BY 1, 2")


def killed_at_any_point_and_run_again_it_comes_to_the_same():
    content = export(12000, people=20)
    with Service(CLOCK) as service:
        service.start("--demo")
        command = Importer(service).command(content)
        began = time.monotonic()
        service.run(*command)
        took = time.monotonic() - began
        whole = outcome(service)
    assert whole.count("\n") > 12000 and "raised" in whole, whole[-300:]
    with Service(CLOCK) as service:
        service.start("--demo")
        command = Importer(service).command(content)
        seen = set()
        for part in (0.1, 0.3, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95):
            process = started(service, command)
            time.sleep(took * part)
            os.kill(process.pid, signal.SIGKILL)
            ended(process)
            seen.add(service.sql("SELECT count(*) FROM exposure WHERE source = 'import'").strip())
        assert len(seen) > 1, f"no run was killed in the middle: {seen}"
        report = service.json(*command)
        assert adds_up(report) and report["added"] + report["known"] == 12000, report
        again = outcome(service)
        assert again == whole, set(again.splitlines()) ^ set(whole.splitlines())


def refused_within(service, command, megabytes, sentence, **streams):
    code, said, peak = ended(started(service, command, **streams))
    assert code == 1 and sentence in said, (code, said)
    assert peak < megabytes, f"{peak:.0f} MB were used"


def a_line_of_a_gigabyte_is_refused_in_little_memory():
    with Service(CLOCK) as service:
        service.start("--demo")
        mapping = Importer(service).command("")[4]
        for start, filling, sentence in (
                ("1,", "x", "line 2: A field is longer than 65,536 bytes."),
                ('1,"', "\\n", "A field is longer than 65,536 bytes."),
                ("", ",", "line 2: The record has more than 1,024 fields.")):
            pipe = subprocess.Popen(
                ["sh", "-c", f"printf '{HEADER[:-1]}\\n{start}'; "
                 f"head -c 1073741824 /dev/zero | tr '\\0' '{filling}'"],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            refused_within(service, ["import", "dispatch", "-", "--mapping", mapping], 64, sentence,
                           stdin=pipe.stdout)
            pipe.stdout.close()
            pipe.wait(PATIENCE)


def what_is_no_export_at_all_is_refused():
    with Service(CLOCK) as service:
        service.start("--demo")
        importer = Importer(service)
        for content in (PROGRAM.read_bytes()[:1 << 20], b"\xff\xfe" + HEADER.encode("utf-16-le"),
                        b"\x1f\x8b\x08" + os.urandom(5000), b"\n\n\n", b"\0"):
            said = importer.said(content, ok=False)
            assert said.returncode == 1 and said.stdout == "", said
            assert said.stderr.startswith("plimsoll: "), said
        assert importer.exposures() == {}


def very_many_unknown_responders_take_little_memory():
    count = 100000
    with Service(CLOCK) as service:
        service.start("--demo")
        importer = Importer(service)
        command = importer.command(HEADER + "".join(
            f"I{i},unknown-{i},2026-11-10 10:00,Fire\n" for i in range(count)), new_people=False)
        process = started(service, command)
        said = process.stdout.read().decode()
        code, errors, peak = ended(process)
        assert code == 0, errors
        assert f"{count:9}  of responders who are not known" in said, said[:600]
        assert "…and 90000 more." in said and said.count("unknown-") == 10000, said[-300:]
        assert peak < 64, f"{peak:.0f} MB were used"
        assert importer.exposures() == {}


def the_database_stopped_while_rows_are_read_loses_nothing_and_says_where():
    with Service(CLOCK) as service:
        service.start("--demo")
        mapping = Importer(service).command("")[4]
        process = started(service, ["import", "dispatch", "-", "--mapping", mapping],
                          stdin=subprocess.PIPE)
        content = export(40000).encode()
        process.stdin.write(content[:400000])
        process.stdin.flush()
        wait_for(lambda: "incoming" in service.sql("SELECT relname FROM pg_class"), "the import")
        service.end()
        try:
            process.stdin.write(content[400000:])
            process.stdin.close()
        except BrokenPipeError:
            pass
        code, said, _ = ended(process)
        assert code == 1 and "plimsoll: Nothing is recorded: it failed after" in said, said
        assert said.startswith("plimsoll: line "), said
        service.start()
        assert Importer(service).exposures() == {}
        report = Importer(service).report(export(40000))
        assert adds_up(report) and report["added"] == 40000, report


def the_database_stopped_while_people_are_recorded_keeps_what_was_recorded():
    with Service(CLOCK) as service:
        service.start("--demo")
        command = Importer(service).command(export(40000))
        process = started(service, command)
        wait_for(lambda: int(service.sql("SELECT count(*) FROM exposure WHERE source = 'import'")),
                 "the first exposures")
        service.end(signal.SIGKILL)
        code, said, _ = ended(process)
        assert code == 1 and "people are recorded and stay. Import again" in said, said
        told = int(said.split("plimsoll: ")[2].split()[0])
        service.start()
        there = int(service.sql("SELECT count(*) FROM exposure WHERE source = 'import'"))
        assert told <= there < 40000, (told, there)
        report = service.json(*command)
        assert adds_up(report) and (report["known"], report["added"]) == (there, 40000 - there), report


def a_disk_that_is_full_is_said_and_loses_nothing():
    with Service(CLOCK) as service:
        small = service.folder / "small"
        small.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200m,mode=755", "none", small],
                          capture_output=True).returncode != 0:
            raise Skip("a small disk cannot be mounted here")
        try:
            service.data = small / "data"
            service.start("--demo")
            fill_and_import(service, small)
        finally:
            if service.process:
                service.end()
            subprocess.run(["umount", small], check=True)


def fill_and_import(service, small):
    importer = Importer(service)
    command = importer.command(export(60000))
    free = os.statvfs(small)
    for megabytes, reached in ((3, "Nothing is recorded"), (28, "are recorded and stay")):
        with open(small / "filler", "wb") as filler:
            filler.write(bytes(free.f_bavail * free.f_frsize - (megabytes << 20)))
        code, said, _ = ended(started(service, command))
        assert code == 1 and reached in said, said
        (small / "filler").unlink()
    report = wait_for(lambda: tried(service, command), "the database")
    assert adds_up(report) and report["added"] + report["known"] == 60000, report
    assert service.get("/healthz").status == 200


def tried(service, command):
    import json
    done = service.run(*command, "--json", ok=False)
    return json.loads(done.stdout) if done.returncode == 0 else None


def columns_that_nobody_mapped_reach_nothing():
    header = f"street,incident,{PLANTED}-column,unit,time,type,name\n"
    content = header + "".join(
        f'"{PLANTED}-street\n{i}",{PLANTED}-number-{i},x,Mapped-person-{i % 7},{at},{kind},'
        f"{PLANTED}-name-{i}\n"
        for i, (at, kind) in enumerate([("2026-11-10 10:00", "Fire"), ("never", "Fire"),
                                        ("2026-11-10 10:00", "Ghost"), ("", "Fire"),
                                        ("2029-01-01 10:00", "Small fire"),
                                        ("2026-11-11 10:00", "Small fire")] * 40))
    crew = (f"remark,unit,person,from,until\n{PLANTED}-remark,Mapped-person-1,one,,\n"
            f"{PLANTED}-remark,Mapped-person-2,two,,\n")
    with Service(CLOCK) as service:
        service.start("--demo")
        importer = Importer(service)
        said = []
        for more in ({}, {"crew": crew}, {"responder_separator": ";"}):
            for option in ((), ("--dry-run",), ("--json",), ("--dry-run", "--json")):
                said.append(importer.said(content, *option, **more))
        broken = content + f'1,2,3,4,5,6,"{PLANTED}-quote" {PLANTED}-after'
        without_header = content.split("\n", 2)[2] * 2
        wrong = content.replace("incident,", "case,", 1)
        for bad in (broken, without_header, content + "\0", content + f"{PLANTED}" * 9000):
            said.append(importer.said(bad, ok=False))
        assert [done.returncode for done in said[-4:]] == [1, 1, 1, 1], said[-4:]
        shown = importer.said(wrong, ok=False)  # a header's own names may be shown, no row's
        assert "street" in shown.stderr and f"{PLANTED}-name" not in shown.stderr, shown.stderr
        for done in said:
            assert PLANTED not in done.stdout + done.stderr, (done.stdout, done.stderr)
        assert service.sql("SELECT count(*) FROM exposure WHERE source = 'import'") != "0\n"
        backup = service.folder / "backup"
        service.run("backup", str(backup))
        service.end()
        found = subprocess.run(
            ["grep", "-rlaF", PLANTED, service.data, service.log, backup],
            capture_output=True, text=True)
        assert found.returncode == 1 and found.stdout == "", found.stdout
        assert subprocess.run(["grep", "-rqaF", "Mapped-person-3", service.folder / "data"],
                              check=False).returncode == 0, "what was looked through holds the data"


def on_terminal(service, command):
    """What a command shows on a terminal, and on its standard output apart from it."""
    ours, theirs = terminal()
    process = subprocess.Popen([PROGRAM, *command, *service.arguments()], cwd="/",
                               stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    shown = all_of(ours)
    said = process.stdout.read().decode()
    process.stdout.close()
    assert process.wait(PATIENCE) == 0, shown
    return shown.decode(), said


def a_terminal_shows_how_far_it_is_and_a_pipe_stays_quiet():
    with Service(CLOCK) as service:
        service.start("--demo")
        command = Importer(service).command(export(60000))
        shown, said = on_terminal(service, command)
        assert "rows read" in said and "left" not in said, said
        for part in ("Reading   [", "Recording [", " rows/s", " exposures/s", " left", "#", " %"):
            assert part in shown, shown[-500:]
        assert shown.endswith("\r\033[K"), shown[-50:]
        assert on_terminal(service, [*command, "--json"])[0] == ""
        assert service.run(*command).stderr == ""


run_tests(killed_at_any_point_and_run_again_it_comes_to_the_same,
          a_line_of_a_gigabyte_is_refused_in_little_memory,
          what_is_no_export_at_all_is_refused,
          very_many_unknown_responders_take_little_memory,
          the_database_stopped_while_rows_are_read_loses_nothing_and_says_where,
          the_database_stopped_while_people_are_recorded_keeps_what_was_recorded,
          a_disk_that_is_full_is_said_and_loses_nothing,
          columns_that_nobody_mapped_reach_nothing,
          a_terminal_shows_how_far_it_is_and_a_pipe_stays_quiet)
