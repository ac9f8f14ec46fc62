#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""How long what is kept is kept, erasing somebody who has left, and the erasure list."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import PROGRAM, Service, new_id, run_tests, wait_for  # noqa: E402

START = "2026-12-01T09:00:00Z"
OFFICERS = [f"demonstration-officer-{number}" for number in range(1, 7)]
service = Service(START)
# Every table with rows of a person, under the name of the column that says whose.
PERSONAL = {table: "person_id" for table in (
    "exposure", "retraction", "line_state", "alarm", "crossing", "need", "diary", "feed_revision",
    "feed_token", "load_share", "account", "sign_in_name", "sign_in_session", "one_time_link", "recovery_code",
    "busy_calendar", "reports_to", "former_profile", "team_member", "person_reference", "person")}


def owner(statement, of=service):
    return of.sql("SET ROLE plimsoll_owner;" + statement).strip()


def person(reference, of=service):
    return of.sql("SELECT person_id FROM person WHERE reference = :'who'", who=reference).strip()


def count(statement, of=service, **values):
    return int(of.sql(statement, **values).strip())


def rows_of(who, of=service):
    return {table: count(f"SELECT count(*) FROM {table} WHERE {column} = :'p'", of=of, p=who)
            for table, column in PERSONAL.items()}


def verified(of=service):
    done = of.run("audit", "verify", ok=False)
    assert done.returncode == 0 and "everything is as it was written" in done.stdout, done.stdout
    return done.stdout


def actions(of=service):
    return [entry["action"] for entry in of.json("audit", "list")["entries"]]


def entry(who, at="2026-11-30T10:00:00Z", category="INC_SUDDEN_DEATH"):
    return {"id": new_id(), "person": who, "category": category, "involvement": "direct",
            "occurred_at": at}


def record(who, of=service, **more):
    given = entry(who, **more)
    status, answer = of.ask("POST", "/api/v1/exposures", given)
    assert status == 201, answer
    return answer


def demonstrating(of, whether):
    owner(f"UPDATE organisation SET demonstration = {str(whether).lower()}", of)


def begin(of):
    """With the people of a demonstration, who come back at each start unless it is none any more."""
    of.start("--demo")
    demonstrating(of, False)


def load_of(reference, of, at="2026-12-01T09:00:00Z"):
    demonstrating(of, True)
    people = of.json("load", reference, "--at", at)["people"]
    demonstrating(of, False)
    return people[0]["lines"][0]["load"], people[0]["exposures"]


def periods_begin_as_ruled_and_changes_are_on_the_organisations_trail():
    assert service.json("retention", "show") == {
        "entries": "6 months", "bookings": "2 years", "audit": "6 years"}
    assert "retention-changed" not in actions()
    service.run("retention", "set", "entries", "9", "months")
    service.run("retention", "set", "audit", "7 years")
    assert service.json("retention", "show") == {
        "entries": "9 months", "bookings": "2 years", "audit": "7 years"}
    assert actions()[:2] == ["retention-changed"] * 2
    service.run("retention", "set", "entries", "6 months")
    service.run("retention", "set", "audit", "72 months")


def a_period_that_makes_no_sense_is_refused_with_words():
    for arguments, said in ((("entries", "soon"), "number of months or years"),
                            (("entries", "0 months"), "number of months or years"),
                            (("entries", "101 years"), "number of months or years"),
                            (("bookings", "3 months"), "at least 4 months"),
                            (("audit", "2 months"), "at least 12 months"),
                            (("tags", "3 months"), "entries, bookings or audit")):
        done = service.run("retention", "set", *arguments, ok=False)
        assert done.returncode == 1 and said in done.stderr, (arguments, done)
    assert service.run("retention", "forget", ok=False).returncode == 2


def nothing_is_old_in_a_young_organisation():
    wanted = service.json("retention", "run", "--dry-run")
    assert not any(wanted.values()), wanted
    assert "Nothing has been kept longer" in service.run("retention", "run").stdout


def the_log_of_a_leaver_goes_six_months_after_and_that_of_others_stays():
    with Service(START) as other:
        begin(other)
        gone, stays = (person(reference, other) for reference in OFFICERS[:2])
        before = rows_of(stays, other)
        other.run("account", "leave", OFFICERS[0])
        other.end()
        had = None
        for clock, left in (("2027-06-01T08:59:00Z", True), ("2027-06-02T09:00:00Z", False)):
            other.clock = clock
            other.start()
            if left:
                time.sleep(2)
                had = rows_of(gone, other)
                assert had["exposure"] and had["line_state"], had
                other.end()
                continue
            wait_for(lambda: not rows_of(gone, other)["exposure"], "the log to go")
            has = rows_of(gone, other)
            for table in ("exposure", "line_state", "alarm", "crossing", "need"):
                assert has[table] == 0, (table, has)
            for table in ("account", "person", "person_reference", "diary"):
                assert has[table] == had[table], (table, has, had)
            assert rows_of(stays, other)["exposure"] == before["exposure"]
            verified(other)


def a_dry_run_counts_what_a_run_destroys_and_writes_nothing():
    with Service(START) as other:
        other.start("--demo")
        other.run("account", "leave", OFFICERS[0])
        path = other.link("--person", OFFICERS[1])
        assert other.get(path).status == 200
        wait_for(lambda: count("SELECT count(*) FROM feed_read", other), "a read to be counted")
        other.run("feed", "end", other.address + path)
        other.clock = "2033-01-01T09:00:00Z"  # of commands: the service goes on in its own time
        before = {table: count(f"SELECT count(*) FROM {table}", other) for table in PERSONAL}
        foreseen = other.json("retention", "run", "--dry-run")
        after = {table: count(f"SELECT count(*) FROM {table}", other) for table in PERSONAL}
        assert before == after
        for kind in ("entries", "loads", "bookings", "audit_entries", "calendar_reads"):
            assert foreseen[kind] > 0, (kind, foreseen)
        done = other.json("retention", "run")
        assert done == foreseen, (done, foreseen)
        again = other.json("retention", "run")
        assert not any(again.values()), again
        assert count("SELECT count(*) FROM diary WHERE upper(during) < '2031-01-01'", other) == 0
        assert count("SELECT count(*) FROM audit_entry WHERE acted_at < '2027-01-01'", other) == 0
        verified(other)


def left(reference, of):
    """Somebody leaves; a minute later calendars have followed."""
    clock = of.clock
    of.run("account", "leave", reference)
    of.clock = clock[:14] + "30" + clock[16:]
    return person(reference, of)


def calendars_that_kept_a_leaver_busy_go_at_once_and_those_of_others_stay():
    with Service(START) as other:
        begin(other)
        gone, stays = (person(reference, other) for reference in OFFICERS[:2])
        owner(f"""INSERT INTO busy_calendar (person_id, calendar_id, organisation_id, hint, etag, modified,
                busy, busy_from, busy_until, events, unreadable, unknown_zones, failure, failures,
                due_at, created_at, changed_at)
            SELECT person_id, gen_random_uuid(), organisation_id, '', '', '',
                ARRAY[tstzrange('2026-12-02', '2026-12-03')], '2026-12-01', '2027-06-01', 1, 0, 0, '', 0,
                'infinity', '2026-12-01', '2026-12-01' FROM person
            WHERE person_id IN ('{gone}', '{stays}')""", other)
        other.run("account", "leave", OFFICERS[0])
        assert rows_of(gone, other)["busy_calendar"] == 0
        assert rows_of(stays, other)["busy_calendar"] == 1


def only_somebody_who_has_left_is_erased():
    with Service(START) as other:
        begin(other)
        who = person(OFFICERS[0], other)
        before = rows_of(who, other)
        for command in (("erase", OFFICERS[0], "--yes"), ("erase", OFFICERS[0], "--dry-run")):
            done = other.run(*command, ok=False)
            assert done.returncode == 1 and "has not left" in done.stderr, done
        host = other.run("account", "leave", "demonstration-host-1", ok=False)
        if host.returncode == 0:
            other.clock = "2026-12-01T09:30:00Z"
            done = other.run("erase", "demonstration-host-1", "--yes", ok=False)
            assert done.returncode == 1 and "nobody to lead them" in done.stderr, done
            other.clock = START
        other.run("account", "leave", OFFICERS[0])
        done = other.run("erase", OFFICERS[0], "--yes", ok=False)
        assert done.returncode == 1 and "less than a minute" in done.stderr, done
        done = other.run("erase", "nobody-at-all", "--yes", ok=False)
        assert done.returncode == 1, done
        after = rows_of(who, other)
        assert after["exposure"] == before["exposure"] and after["account"] == 1
        assert not (other.data / "erasures").exists()


def everything_of_a_leaver_is_erased_and_the_trail_verifies():
    with Service(START) as other:
        other.start("--demo")
        path = other.link("--person", OFFICERS[0], "--label", "telephone")
        other.get(path)
        demonstrating(other, False)
        who = left(OFFICERS[0], other)
        had = rows_of(who, other)
        others = {table: count(f"SELECT count(*) FROM {table}", other) - number
                  for table, number in had.items()}
        said = other.run("erase", OFFICERS[0]).stdout
        assert "This would be erased" in said and "--yes" in said and rows_of(who, other) == had
        foreseen = other.json("erase", OFFICERS[0], "--dry-run")
        assert rows_of(who, other) == had
        done = other.json("erase", OFFICERS[0], "--yes")
        assert foreseen.pop("erased") is False and done.pop("erased") is True
        assert done == foreseen, (done, foreseen)
        assert done["entries"] == had["exposure"] and done["accounts"] == done["people"] == 1
        assert not any(rows_of(who, other).values()), rows_of(who, other)
        for table, number in others.items():
            if table != "reports_to":
                assert count(f"SELECT count(*) FROM {table}", other) == number, table
        assert count("SELECT count(*) FROM audit_entry WHERE person_id = :'p' AND salt IS NOT NULL",
                     other, p=who) == 1  # that it was erased
        assert "person-erased" in actions(other)
        assert other.get(path).status in (404, 410)
        verified(other)
        listed = (other.data / "erasures").read_text()
        assert who in listed and OFFICERS[0] not in listed
        assert (other.data / "erasures").stat().st_mode & 0o777 == 0o600
        # Nothing of the person is anywhere but by an id, and on no trail by name.
        dump = other.folder / "erased.backup"
        other.run("backup", str(dump))
        text = subprocess.run(["pg_restore", "--file=-", str(dump)], capture_output=True, text=True,
                              check=True).stdout
        assert OFFICERS[0] not in text.replace("demonstration-officer-1" + "0", "")
        assert other.run("erase", OFFICERS[0], "--yes", ok=False).returncode == 1


def restored(kept, of, lists=None):
    """A service on a new database from a backup, with the key, and the lists that are given."""
    other = Service(of.clock)
    other.data.mkdir()
    shutil.copy(of.data / "key", other.data / "key")
    if lists is not None:
        (other.data / "erasures").write_bytes(lists)
        (other.data / "erasures").chmod(0o600)
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", "nobody", other.data], check=True)
    done = other.run("restore", str(kept))
    return other, done


def what_was_removed_or_erased_since_a_backup_is_gone_again_when_it_is_restored():
    with Service(START) as first:
        begin(first)
        removed = record(OFFICERS[1], first, at="2026-12-01T08:00:00Z", category="INC_SUDDEN_DEATH")
        kept = first.folder / "kept.backup"
        with_it = load_of(OFFICERS[1], first)
        first.run("backup", str(kept))
        assert first.ask(
            "DELETE", f"/api/v1/people/{removed['person']}/exposures/{removed['id']}")[0] == 204
        without = load_of(OFFICERS[1], first)
        assert without[0] < with_it[0] and without[1] == with_it[1] - 1
        wait_for(lambda: (first.data / "erasures").exists(), "the removed entry to be listed")
        erased = left(OFFICERS[0], first)
        first.run("erase", OFFICERS[0], "--yes")
        lists = (first.data / "erasures").read_bytes()
        assert lists.count(b"\n") == 2, lists

        # Damage that is no worse than a power cut is survived, and what is there is done.
        torn = lists + lists.splitlines(keepends=True)[0][:60]
        foreign = lists.replace(lists.split()[1], b"0199f000-0000-7000-8000-000000000000")
        for given in (lists, torn, b"\n" + lists + lists):
            other, done = restored(kept, first, given)
            with other:
                assert "1 entries and 1 people" in done.stdout, done
                assert "erasures" not in done.stderr, done
                other.clock = START
                other.start()
                assert not any(rows_of(erased, other).values())
                assert count("SELECT count(*) FROM exposure WHERE exposure_id = :'e'", other,
                             e=removed["id"]) == 0
                assert load_of(OFFICERS[1], other) == without
                verified(other)

        other, done = restored(kept, first)
        with other:
            assert "There is no erasure list" in done.stderr and "is back" in done.stderr, done
            # The list is put there before the service is started, which does again what it says.
            (other.data / "erasures").write_bytes(lists)
            (other.data / "erasures").chmod(0o600)
            subprocess.run(["chown", "--reference", other.data / "key", other.data / "erasures"],
                           check=True)
            other.clock = START
            other.start()
            assert not any(rows_of(erased, other).values())
            assert load_of(OFFICERS[1], other) == without

        damaged = lists.replace(b" entry ", b" entrY ")
        for given, said in ((resealed(foreign), "2 lines of the erasure list are of another"),
                            (damaged, "1 lines of the erasure list are damaged")):
            other, done = restored(kept, first, given)
            with other:
                assert said in done.stderr, done


def resealed(lines):
    """The same lines with the checksums of what they say now, as docs/kept.md has it."""
    out = b""
    for line in lines.splitlines():
        said = line.rsplit(b" ", 1)[0]
        out += said + b" " + hashlib.blake2b(said, digest_size=32).hexdigest()[:16].encode() + b"\n"
    return out


def killed_in_the_middle_nothing_is_half_done_and_the_next_run_finishes():
    with Service(START) as other:
        begin(other)
        for reference in OFFICERS[:4]:
            other.run("account", "leave", reference)
        people = [person(reference, other) for reference in OFFICERS[:4]]
        other.clock = "2031-01-01T09:00:00Z"
        for delay in (0.05, 0.1, 0.15, 0.2, 0.3):
            for command in (("retention", "run"), ("erase", OFFICERS[0], "--yes")):
                running = subprocess.Popen([PROGRAM, *command, *other.arguments()], cwd="/",
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(delay)
                running.send_signal(signal.SIGKILL)
                running.wait()
                time.sleep(0.3)  # the server notices that nobody is there
                for who in people:
                    has = rows_of(who, other)
                    log = [has[table] for table in ("exposure", "line_state")]
                    assert all(log) or not any(log), has
                    assert has["person"] or not any(has.values()), has
                verified(other)
        other.run("retention", "run")
        for who in people:
            assert not rows_of(who, other)["exposure"]
        if rows_of(people[0], other)["person"]:
            other.run("erase", OFFICERS[0], "--yes")
        assert not any(rows_of(people[0], other).values())
        assert not any(other.json("retention", "run").values())
        verified(other)


def a_hundred_thousand_old_entries_go_in_bounded_steps():
    with Service(START) as other:
        begin(other)
        for reference in OFFICERS:
            other.run("account", "leave", reference)
        owner("""INSERT INTO exposure (person_id, exposure_id, organisation_id, occurred_at,
            recorded_at, category, involvement, modifiers, source, policy_version, dose)
            SELECT person_id, gen_random_uuid(), organisation_id,
                timestamptz '2020-01-01' + number * interval '1 hour', '2026-11-01', 'INC_SUDDEN_DEATH',
                'direct', '{}', 'import', 1, 1
            FROM account, generate_series(1, 16667) number WHERE state = 'left'""", other)
        owner("""INSERT INTO diary (person_id, booking_id, organisation_id, session_id, part, during,
            takes_time, state, sequence, created_at, changed_at)
            SELECT person_id, gen_random_uuid(), account.organisation_id, session_id, 'attendee',
                tstzrange(timestamptz '2001-01-01' + number * interval '1 hour',
                    timestamptz '2001-01-01' + (number + 1) * interval '1 hour'), false, 'cancelled',
                0, '2001-01-01', '2001-01-01'
            FROM account, generate_series(1, 16667) number, (SELECT session_id FROM session LIMIT 1) one
            WHERE account.state = 'left'""", other)
        other.clock = "2028-01-01T09:00:00Z"
        before = time.monotonic()
        gone = other.json("retention", "run")
        took = time.monotonic() - before
        print(f"# {gone['entries']} entries and {gone['bookings']} bookings in {took:.1f} s")
        assert gone["entries"] >= 100_000 and gone["bookings"] >= 100_000, gone
        assert count("SELECT count(*) FROM exposure JOIN account USING (person_id) "
                     "WHERE state = 'left'", other) == 0


with service:
    service.start("--demo")
    run_tests(periods_begin_as_ruled_and_changes_are_on_the_organisations_trail,
              a_period_that_makes_no_sense_is_refused_with_words,
              nothing_is_old_in_a_young_organisation,
              the_log_of_a_leaver_goes_six_months_after_and_that_of_others_stays,
              a_dry_run_counts_what_a_run_destroys_and_writes_nothing,
              calendars_that_kept_a_leaver_busy_go_at_once_and_those_of_others_stay,
              only_somebody_who_has_left_is_erased,
              everything_of_a_leaver_is_erased_and_the_trail_verifies,
              what_was_removed_or_erased_since_a_backup_is_gone_again_when_it_is_restored,
              killed_in_the_middle_nothing_is_half_done_and_the_next_run_finishes,
              a_hundred_thousand_old_entries_go_in_bounded_steps)
