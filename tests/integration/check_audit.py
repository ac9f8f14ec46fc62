#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""The trail through the whole service: what is on it, and what is found of one that was tampered with.

Whoever tampers here is the owner of the tables, with plain SQL.
"""

import json
import os
import re
import signal
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import trail  # noqa: E402
from other_database import OtherDatabase  # noqa: E402
from service import ROOT, Service, run_tests, wait_for  # noqa: E402

OFFICER = "demonstration-officer-1"
MAPPING = ROOT / "tests/mappings/san-francisco-fire.json"
service = Service("2026-12-01T09:00:00Z")


def owner(statement, of=service):
    return of.sql("SET ROLE plimsoll_owner;" + statement)


def actions(*of, at=service):
    """What is on a trail, oldest first, without the looks at the trail itself."""
    entries = at.json("audit", "list", *of)["entries"]
    return [(entry["actor"], entry["action"]) for entry in reversed(entries)
            if entry["action"] != "trail-seen"]


def person(reference=OFFICER):
    return service.sql("SELECT person_id FROM person WHERE reference = :'who'", who=reference).strip()


def verify(*more, of=service):
    done = of.run("audit", "verify", *more, ok=False)
    assert done.returncode in (0, 1) and not done.stderr, done
    return done.returncode, done.stdout


def whole(*more, of=service):
    code, said = verify(*more, of=of)
    assert code == 0 and "everything is as it was written" in said, said
    return said


def every_act_is_on_the_trail_of_whom_it_is_about():
    before = actions(), actions("--person", OFFICER)
    path = service.link("--person", OFFICER, "--label", "a")
    link = service.json("feed", "list", "--person", OFFICER)["links"][-1]["id"]
    service.run("feed", "rotate", link)
    link = service.json("feed", "list", "--person", OFFICER)["links"][-1]["id"]
    service.run("feed", "end", link)
    path = service.link("--programme")
    service.run("feed", "end", service.address + path)
    service.run("load", OFFICER)
    service.run("load")
    who = person()
    assert service.ask("GET", f"/api/v1/people/{who}/load")[0] == 200
    status, page = service.ask("GET", f"/api/v1/people/{who}/exposures")
    assert status == 200
    entry = page["exposures"][0]["id"]
    for _ in range(2):  # again changes nothing
        assert service.ask("DELETE", f"/api/v1/people/{who}/exposures/{entry}")[0] == 204
    service.run("mapping", "save", "fire", str(MAPPING))
    export = service.folder / "export.csv"
    export.write_text("Incident Number,Unit ID,Call Type,Call Type Group,Received DtTm\n"
                      "1,E1,Structure Fire,,11/30/2026 10:00:00 AM\n")
    service.run("import", "dispatch", str(export), "--mapping", "fire", "--dry-run")
    service.run("import", "dispatch", str(export), "--mapping", "fire")
    service.run("mapping", "remove", "fire")
    service.run("programme", "adopt", "demonstration-host-1")
    service.run("backup", str(service.folder / "acts.backup"))
    service.run("demo", "--small")
    of_person = [("shell", act) for act in ("link-made", "links-seen", "link-renewed", "links-seen",
                                            "link-ended", "load-seen", "load-seen")]
    of_person += [("token", act) for act in ("load-seen", "entries-seen", "entry-removed")]
    assert actions("--person", OFFICER) == before[1] + of_person, actions("--person", OFFICER)
    of_all = ("link-made", "link-ended", "mapping-saved", "dispatch-imported", "mapping-removed",
              "programme-changed", "backed-up", "demonstration-filled")
    assert actions() == before[0] + [("shell", act) for act in of_all], actions()
    assert ("shell", "load-seen") in actions("--person", "demonstration-officer-6")
    whole()


def founding_and_what_the_service_does_of_itself_are_on_it():
    assert actions()[:5] == [("service", act) for act in (
        "founded", "policy-changed", "programme-changed", "demonstration-filled", "link-made")]


def what_is_refused_is_not_on_it():
    before = len(service.json("audit", "list")["entries"])
    assert service.run("mapping", "remove", "nothing", ok=False).returncode == 1
    assert service.run("load", "nobody-at-all", ok=False).returncode == 1
    assert service.run("audit", "list", "--person", "nobody-at-all", ok=False).returncode == 1
    assert len(service.json("audit", "list")["entries"]) == before


def the_list_says_in_words_who_did_what():
    said = service.run("audit", "list", "--person", OFFICER).stdout
    assert "the operator at the shell looked at the load" in said, said
    assert "whoever has the operator's token looked at the entries" in said, said
    first = said.splitlines()[1]
    assert "looked at who looked" in first, first


ENTRIES = """SELECT person_id, number, coalesce(to_char(acted_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), ''),
coalesce(actor, ''), actor_person_id, coalesce(actor_role, ''), coalesce(action, ''),
encode(salt, 'hex'), encode(commitment, 'hex'), encode(link, 'hex') FROM audit_entry ORDER BY 1, 2"""


def another_program_comes_to_the_same_hashes():
    """All of it again, in Python, from docs/audit.md: commitments, links, heads and roots."""
    line = service.run("audit", "root").stdout.split()
    last, heads = {}, trail.NOTHING
    for row in service.sql("SET TimeZone TO 'UTC';" + ENTRIES).splitlines():
        chain, number, time, actor, who, role, action, *hashes = row.split("|")
        salt, committed, link = map(bytes.fromhex, hashes)
        assert trail.commitment(salt, time, actor, who, role, action) == committed, row
        length, before = last.get(chain, (0, trail.start(chain)))
        assert int(number) == length + 1 and trail.link(before, length + 1, committed) == link, row
        last[chain] = length + 1, link
    for chain in sorted(last):
        heads = trail.heads(heads, chain, *last[chain])
    roots = [row.split("|") for row in service.sql(
        "SET TimeZone TO 'UTC'; SELECT number, to_char(made_at, 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), "
        "chains, encode(heads, 'hex'), encode(root, 'hex') FROM audit_root ORDER BY number").splitlines()]
    before = trail.NOTHING
    for number, time, chains, of_heads, root in roots:
        before = trail.root(before, int(number), time, int(chains), bytes.fromhex(of_heads))
        assert before.hex() == root, number
    assert roots[-1][3] == heads.hex()
    assert line == [roots[-1][1], str(len(last)), before.hex()], line


TAMPERED = (
    ("edit", "UPDATE audit_entry SET action = 'links-seen' WHERE person_id = :chain AND number = 2",
     "Chain {chain}: what entry 2 says was changed after it was written."),
    ("an edit of the time by less than a second",
     "UPDATE audit_entry SET acted_at = acted_at + interval '1 ms' WHERE person_id = :chain AND number = 2",
     "Chain {chain}: what entry 2 says was changed after it was written."),
    ("an edit with its salt and commitment",
     "UPDATE audit_entry SET (actor, salt, commitment) = (SELECT actor, salt, commitment FROM audit_entry "
     "WHERE person_id = :chain AND number = 1) WHERE person_id = :chain AND number = 2",
     "Chain {chain}: entry 2 does not follow from the one before it"),
    ("deletion", "DELETE FROM audit_entry WHERE person_id = :chain AND number = 2",
     "Chain {chain}: entry 2 is missing."),
    ("deletion, closed up", "DELETE FROM audit_entry WHERE person_id = :chain AND number = 2;"
     "UPDATE audit_entry SET number = -number WHERE person_id = :chain AND number > 2;"
     "UPDATE audit_entry SET number = -number - 1 WHERE person_id = :chain AND number < 0;"
     "UPDATE audit_head SET length = length - 1 WHERE person_id = :chain",
     "Chain {chain}: entry 2 does not follow from the one before it"),
    ("reordering", "UPDATE audit_entry SET number = -number WHERE person_id = :chain AND number IN (2, 3);"
     "UPDATE audit_entry SET number = 5 + number WHERE person_id = :chain AND number < 0",
     "Chain {chain}: entry 2 does not follow from the one before it"),
    ("a cut tail", "DELETE FROM audit_entry WHERE person_id = :chain AND number > 3",
     "Chain {chain}: its end was cut off: {length} entries were written, and after 3 there is none."),
    ("a cut tail with its head", CUT := "DELETE FROM audit_entry WHERE person_id = :chain AND number > 3;"
     "UPDATE audit_head SET length = 3, link = (SELECT link FROM audit_entry WHERE person_id = :chain "
     "AND number = 3) WHERE person_id = :chain",
     "Chain {chain}: entry {length} is missing, and root {root} counted it."),
    ("a chain that was moved to somebody else",
     "UPDATE audit_entry SET person_id = md5('x')::uuid WHERE person_id = :chain;"
     "UPDATE audit_head SET person_id = md5('x')::uuid WHERE person_id = :chain",
     "Chain 9dd4e461-268c-8034-f5c8-564e155c67a6: entry 1 does not follow from the one before it"),
    ("a missing chain", GONE := "DELETE FROM audit_entry WHERE person_id = :chain;"
     "DELETE FROM audit_head WHERE person_id = :chain",
     "Chain {chain}: the whole chain is missing; root {root} counted {length} entries of it."),
    ("a missing head", "DELETE FROM audit_head WHERE person_id = :chain",
     "Chain {chain}: its head is missing"),
    ("an added end", "INSERT INTO audit_entry SELECT person_id, number + 1, organisation_id, acted_at, actor,"
     "actor_person_id, actor_role, action, salt, commitment, link FROM audit_entry WHERE person_id = :chain "
     "ORDER BY number DESC LIMIT 1", "Chain {chain}: entry {after} does not follow from the one before it"),
)

COPY = ("CREATE TABLE kept_{0} AS TABLE {0};", "TRUNCATE {0}; INSERT INTO {0} TABLE kept_{0};",
        "DROP TABLE kept_{0};")
TABLES = ("audit_entry", "audit_head", "audit_mark", "audit_root")


def copies(step):
    owner("".join(COPY[step].format(table) for table in TABLES))


def drop_checks(add=False):
    """An owner who edits numbers by hand takes the checks away first."""
    owner("ALTER TABLE audit_entry DROP CONSTRAINT IF EXISTS audit_entry_number_check;")
    if add:
        owner("ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_number_check CHECK (number > 0);")


def each_way_to_tamper_with_a_chain_is_found_and_named():
    chain = person()
    line = service.run("audit", "root").stdout.strip()
    root, length = service.sql(f"SELECT max(root_number), max(number) FROM audit_mark WHERE person_id = "
                               f"'{chain}'").strip().split("|")
    copies(0)
    drop_checks()
    for what, statement, sentence in TAMPERED:
        whole("--root", line)
        owner(statement.replace(":chain", f"'{chain}'"))
        code, said = verify()
        expected = sentence.format(chain=chain, root=root, length=length, after=int(length) + 1)
        assert code == 1 and expected in said, (what, expected, said)
        assert OFFICER not in said, said
        copies(1)
    drop_checks(add=True)
    copies(2)
    whole("--root", line)


def against_a_line_that_was_kept_elsewhere_a_rewritten_database_is_found():
    """Cut with the head, and with all that the database knows of its roots since."""
    chain = person()
    line = service.run("audit", "root").stdout.strip()
    kept = service.folder / "roots"
    kept.write_text(line + "\n\n")
    kept.chmod(0o600)
    copies(0)
    for statement in (CUT, GONE):
        owner(statement.replace(":chain", f"'{chain}'") + ";TRUNCATE audit_mark, audit_root")
        whole()  # alone it cannot know
        service.run("audit", "root")
        whole()
        for given in (line, str(kept)):
            code, said = verify("--root", given)
            assert code == 1 and "The root of kept line 1 is not among those in the database" in said, said
        copies(1)
        # The roots left as they are, which the line vouches for, and only the marks moved.
        owner(statement.replace(":chain", f"'{chain}'") +
              f";DELETE FROM audit_mark WHERE person_id = '{chain}' AND number > 3")
        code, said = verify("--root", line)
        assert code == 1 and "The chains do not come to root" in said, said
        copies(1)
    copies(2)
    whole("--root", str(kept))


def lines_and_files_that_are_none_are_refused():
    wrong = service.folder / "wrong"
    wrong.write_text("not a root\n")
    for given, sentence in (("2026-12-01 3", "This is no line of plimsoll audit root"),
                            (str(wrong), "wrong, line 1: This is no line"),
                            (str(service.folder / "none"), "cannot be opened")):
        said = service.run("audit", "verify", "--root", given, ok=False)
        assert said.returncode == 1 and sentence in said.stderr and not said.stdout, said
    for wrongly in (("audit", "rot"), ("audit", "root", "--root", "x"), ("audit", "verify", "--person", "x")):
        said = service.run(*wrongly, ok=False)
        assert said.returncode == 2 and said.stderr.startswith("plimsoll: Usage: plimsoll audit"), said


def findings_as_json_are_numbers_and_sentences():
    chain = person()
    copies(0)
    owner(f"DELETE FROM audit_entry WHERE person_id = '{chain}' AND number = 1")
    done = service.run("audit", "verify", "--json", ok=False)
    found = json.loads(done.stdout)
    assert done.returncode == 1 and found["findings"][0]["chain"] == chain, found
    assert found["findings"][0]["number"] == 1 and "missing" in found["findings"][0]["message"], found
    copies(1)
    copies(2)
    assert service.json("audit", "verify")["findings"] == []


def a_backup_and_what_is_restored_from_it_keep_the_trail():
    line = service.run("audit", "root").stdout.strip()
    before = actions()
    file = service.folder / "plimsoll.backup"
    service.run("backup", str(file))
    with Service(service.clock) as other:
        other.run("restore", str(file))
        whole("--root", line, of=other)
        assert actions(at=other) == before + [("shell", "backed-up"), ("shell", "restored")]
        other.start("--small")
        whole("--root", line, of=other)


def two_services_on_one_database_write_one_trail():
    with Service(service.clock) as first, Service(service.clock) as second:
        database = OtherDatabase(first.folder / "other")
        for one in (first, second):
            one.arguments = lambda before=one.arguments: [*before(), "--database", database.conninfo]
        database.create()
        try:
            first.start("--demo")
            second.start()
            who = database.psql(f"SELECT person_id FROM person WHERE reference = '{OFFICER}'")
            before = len(actions("--person", OFFICER, at=first))

            def look(at):
                for _ in range(25):
                    assert at.ask("GET", f"/api/v1/people/{who}/load")[0] == 200

            threads = [threading.Thread(target=look, args=(one,)) for one in (first, second) * 2]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert len(actions("--person", OFFICER, at=second)) == before + 100
            whole(of=first)
            for one in (first, second):
                one.end()
        finally:
            database.stop()


def whatever_is_killed_each_look_that_was_answered_is_on_a_trail_that_is_whole():
    who = person()
    for victim in ("service", "database"):
        before = len(actions("--person", OFFICER))
        answered, ended = [], threading.Event()

        def look():
            while not ended.is_set():
                try:
                    answered.append(service.ask("GET", f"/api/v1/people/{who}/load")[0] == 200)
                except OSError:
                    return

        threads = [threading.Thread(target=look) for _ in range(4)]
        for thread in threads:
            thread.start()
        wait_for(lambda: sum(answered) > 40, "looks that are answered")
        if victim == "database":
            session = service.sql("SELECT max(pid) FROM pg_stat_activity WHERE usename = 'plimsoll_web'")
            os.kill(int(session), signal.SIGKILL)  # all sessions end, and it recovers from its log
        else:
            service.process.kill()
        ended.set()
        for thread in threads:
            thread.join()
        if victim == "service":
            service.end(signal.SIGKILL)
            service.start()
        wait_for(lambda: service.get("/healthz").status == 200, "the database to be back")
        seen = len(actions("--person", OFFICER)) - before
        assert sum(answered) <= seen <= len(answered) + 4, (victim, sum(answered), seen, len(answered))
        whole()


def the_engine_makes_a_root_each_night_and_logs_its_line():
    service.restart_at("2026-12-02T02:59:50Z")
    made = r'"root":"(2026-12-02T03:0[^"]*)"'
    wait_for(lambda: re.search(made, service.log.read_text()), "the root of the night")
    line = re.findall(made, service.log.read_text())[-1]
    whole("--root", line)


with service:
    service.start("--demo")
    run_tests(founding_and_what_the_service_does_of_itself_are_on_it,
              every_act_is_on_the_trail_of_whom_it_is_about,
              what_is_refused_is_not_on_it,
              the_list_says_in_words_who_did_what,
              another_program_comes_to_the_same_hashes,
              each_way_to_tamper_with_a_chain_is_found_and_named,
              against_a_line_that_was_kept_elsewhere_a_rewritten_database_is_found,
              lines_and_files_that_are_none_are_refused,
              findings_as_json_are_numbers_and_sentences,
              a_backup_and_what_is_restored_from_it_keep_the_trail,
              two_services_on_one_database_write_one_trail,
              whatever_is_killed_each_look_that_was_answered_is_on_a_trail_that_is_whole,
              the_engine_makes_a_root_each_night_and_logs_its_line)
