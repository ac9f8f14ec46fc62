#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""The main job on real rows: dispatch export → exposures → load → crossing → held seat → calendar."""

import csv
import email.utils
import json
import signal
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "feeds"))
import install_ical_js  # noqa: E402
from service import ROOT, Service, Skip, run_tests, sample, wait_for  # noqa: E402

MAPPING = str(ROOT / "tests/mappings/san-francisco-fire.json")
AFTER_THE_WEEK = "2017-01-08T08:00:00Z"
THREE_DAYS_LATER = "2017-01-11T09:00:00Z"
UNUSABLE = ("no_incident", "no_responder", "no_time", "wrong_time", "in_future", "short_row",
            "not_utf8")


def week(service):
    export = sample("dispatch/sf_fire_2016-12-31_to_2017-01-07.csv.gz", service.folder)
    if not export:
        raise Skip("the test data are not beside the checkout: the San Francisco week")
    return export


def import_file(service, export):
    report = service.json("import", "dispatch", export, "--mapping", MAPPING)
    parts = ["added", "corrected", "known", "collapsed", "no_exposure", "unknown_type",
             "not_arrived", *UNUSABLE]
    assert sum(report[part] for part in parts) == report["rows"] + report["packed"], report
    assert sum(kind["rows"] for kind in report["unknown"]) == report["unknown_type"], report
    return report


def events(service, path, reader="read_feed.py"):
    command = ["node"] if reader.endswith(".mjs") else ["/usr/bin/python3", "-B"]
    feed = service.folder / "feed.ics"
    feed.write_bytes(service.get(path).body)
    done = subprocess.run([*command, ROOT / "tests/feeds" / reader, feed], capture_output=True,
                          text=True, check=True)
    return json.loads(done.stdout)


def few_responders(service):
    """The rows of three of the week's responders, so that there are seats for all of them."""
    with open(week(service), encoding="utf-8", newline="") as export:
        header, *rows = csv.reader(export)
    few = service.folder / "few.csv"
    with open(few, "w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(
            [header, *(row for row in rows if row[header.index("Unit ID")] in ("E03", "55", "T03"))])
    return str(few)


def modified(answer):
    return email.utils.parsedate_to_datetime(answer.headers["Last-Modified"])


def held_after_three_days(service):
    """The week imported, 72 hours passed, and the path of a calendar with a hold in it."""
    service.start("--demo")
    import_file(service, few_responders(service))
    path = service.link("--person", "E03")
    assert b"VEVENT" not in service.get(path).body, "nothing is held before 72 hours have passed"
    service.restart_at(THREE_DAYS_LATER)
    wait_for(lambda: b"VEVENT" in service.get(path).body, "a hold in the calendar of E03")
    return path


def rows_of_a_week_end_as_a_held_seat_that_two_calendar_programs_read():
    with Service(AFTER_THE_WEEK) as service:
        path = held_after_three_days(service)
        held = events(service, path)
        assert len(held) == 1 and held[0]["status"] == "TENTATIVE", held
        assert THREE_DAYS_LATER < held[0]["start"], held
        assert held[0]["summary"] == "Held: Appointment", held
        if not install_ical_js.install():
            assert events(service, path, "read_feed.mjs") == held


def importing_twice_or_a_file_that_overlaps_adds_nothing_twice():
    with Service("2026-11-23T12:00:00Z") as service:
        files = [sample(f"dispatch/sf_fire_{name}.csv.gz", service.folder) for name in
                 ("2016-12-31_to_2017-01-07", "lonemountain_fires_2009_2019", "mixed_2001_2019")]
        if None in files:
            raise Skip("the test data are not beside the checkout: the San Francisco files")
        service.start("--demo")
        first = [import_file(service, file) for file in files]
        assert all(report["added"] for report in first) and first[0]["known"] == 0
        again = [import_file(service, file) for file in files]
        for report, before in zip(again, first):
            assert report["added"] == report["corrected"] == report["new_people"] == 0, report
            assert report["crossings"] == report["needs"] == 0, report
            assert report["known"] == before["added"] + before["corrected"] + before["known"]


def an_export_from_years_ago_leads_to_one_offer_a_person_three_days_after_its_import():
    with Service("2026-11-23T12:00:00Z") as service:
        export = few_responders(service)
        service.start("--demo")
        report = import_file(service, export)
        assert report["crossings"] > report["needs"] > 0, report
        assert report["needs"] <= report["people"], report
        path = service.link("--person", "E03")
        assert b"VEVENT" not in service.get(path).body
        service.restart_at("2026-11-26T12:30:00Z")
        wait_for(lambda: b"VEVENT" in service.get(path).body, "a hold in the calendar of E03")
        assert len(events(service, path)) == 1


def an_earlier_time_for_the_same_incident_corrects_it():
    with Service(AFTER_THE_WEEK) as service:
        service.start("--demo")
        header = "Incident Number,Unit ID,Call Type,Call Type Group,Received DtTm,Address\n"
        row = "1,E99,Structure Fire,Alarm,01/0{} 10:00:00 AM,1 SECRET STREET\n"
        for day, expected in (("3/2017", "added"), ("2/2017", "corrected"), ("3/2017", "known"),
                              ("2/2017", "known"), ("4/2017", "known")):
            file = service.folder / "export.csv"
            file.write_text(header + row.format(day))
            report = import_file(service, str(file))
            assert report[expected] == 1, (day, report)
        load = service.json("load", "E99", "--at", "2017-01-02T18:00:00Z")["people"][0]
        assert load["exposures"] == 1 and load["lines"][0]["load"] == 12.0, load


def rows_of_one_incident_and_responder_become_one_exposure_at_the_earliest_time():
    with Service(AFTER_THE_WEEK) as service:
        service.start("--demo")
        file = service.folder / "export.csv"
        file.write_text("Incident Number,Unit ID,Call Type,Call Type Group,Received DtTm\n" + "".join(
            f"7,E98,Structure Fire,,01/02/2017 {hour}:00:00 AM\n" for hour in ("11", "09", "10")))
        report = import_file(service, str(file))
        assert (report["added"], report["collapsed"]) == (1, 2), report
        load = service.json("load", "E98", "--at", "2017-01-02T17:00:00Z")["people"][0]
        assert load["exposures"] == 1, "09:00 in San Francisco is 17:00 in UTC"


def a_hold_nobody_answers_lapses_and_the_calendar_says_cancelled():
    with Service(AFTER_THE_WEEK) as service:
        path = held_after_three_days(service)
        before = service.get(path)
        service.restart_at("2017-01-13T12:00:00Z")
        changed = wait_for(lambda: service.get(path).body != before.body and events(service, path),
                           "the hold to lapse")
        assert [(event["status"], event["sequence"]) for event in changed] == [("CANCELLED", 1)]
        assert changed[0]["summary"].startswith("Cancelled: "), changed
        assert modified(service.get(path)) > modified(before)


def kill_9_loses_nothing_and_ends_the_database_too():
    with Service(AFTER_THE_WEEK) as service:
        path = held_after_three_days(service)
        before = service.get(path)
        service.end(signal.SIGKILL)
        postmaster = service.folder / "data/postgresql/postmaster.pid"
        wait_for(lambda: not postmaster.exists(), "the embedded database to end")
        service.start()
        after = service.get(path)
        assert after.body == before.body and after.headers["ETag"] == before.headers["ETag"]
        assert import_file(service, few_responders(service))["added"] == 0


def a_backup_restored_elsewhere_gives_the_same_calendars_byte_for_byte():
    with Service(AFTER_THE_WEEK) as service, Service(THREE_DAYS_LATER) as elsewhere:
        paths = [held_after_three_days(service), service.link("--programme"),
                 service.link("--host", "demonstration-host-2")]
        before = [service.get(path) for path in paths]
        archive = str(service.folder / "plimsoll.backup")
        service.run("backup", archive)
        service.end()
        elsewhere.run("restore", archive)
        refused = elsewhere.run("restore", archive, ok=False)
        assert refused.returncode == 1 and "not empty" in refused.stderr, refused.stderr
        elsewhere.start()
        for path, answer in zip(paths, before):
            restored = elsewhere.get(path)
            assert restored.body == answer.body, path
            assert restored.headers["ETag"] == answer.headers["ETag"]


def a_real_organisation_shows_nobodys_load_or_holds_on_the_command_line():
    with Service(AFTER_THE_WEEK) as service:
        service.start()
        import_file(service, week(service))
        for command in (["load"], ["load", "E03"], ["feed", "new", "--person", "E03"]):
            refused = service.run(*command, ok=False)
            assert refused.returncode == 1 and "themselves" in refused.stderr, refused
            assert refused.stdout == ""


def neither_log_holds_a_link_a_reference_or_an_address():
    with Service(AFTER_THE_WEEK) as service:
        path = held_after_three_days(service)
        service.get("/f/" + "A" * 32 + ".ics")
        service.end()
        written = service.log.read_text() + (service.folder / "data/postgresql.log").read_text()
        token = path.removeprefix("/f/").removesuffix(".ics")
        for secret in (token, "E03", "INC_", "AAAAAAAA", "MARINA BLVD"):
            assert secret not in written, secret
        assert '"event":"started"' in written


def the_log_of_the_database_stays_within_bounds_while_the_service_runs():
    with Service(AFTER_THE_WEEK) as service:
        service.start()
        log = service.folder / "data/postgresql.log"
        old = service.folder / "data/postgresql.log.old"
        with log.open("a") as lines:
            lines.writelines(f"line {n:010}\n" for n in range(200_000))
        wait_for(lambda: log.stat().st_size < 1 << 20, "the log is emptied")
        kept = old.read_text()
        assert len(kept) == 1 << 20 and kept.endswith("line 0000199999\n"), kept[-100:]
        wait_for(lambda: '"event":"database_log"' in service.log.read_text(), "it is said")


run_tests(rows_of_a_week_end_as_a_held_seat_that_two_calendar_programs_read,
          importing_twice_or_a_file_that_overlaps_adds_nothing_twice,
          an_export_from_years_ago_leads_to_one_offer_a_person_three_days_after_its_import,
          an_earlier_time_for_the_same_incident_corrects_it,
          rows_of_one_incident_and_responder_become_one_exposure_at_the_earliest_time,
          a_hold_nobody_answers_lapses_and_the_calendar_says_cancelled,
          kill_9_loses_nothing_and_ends_the_database_too,
          a_backup_restored_elsewhere_gives_the_same_calendars_byte_for_byte,
          a_real_organisation_shows_nobodys_load_or_holds_on_the_command_line,
          neither_log_holds_a_link_a_reference_or_an_address,
          the_log_of_the_database_stays_within_bounds_while_the_service_runs)
