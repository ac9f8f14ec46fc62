#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Whom an import reaches: crews of units over time, and people who must be known."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from importing import HEADER, Importer, adds_up  # noqa: E402
from service import Service, run_tests  # noqa: E402

service = Service("2026-12-01T09:00:00Z")
importer = Importer(service)
CREW = "unit,person,from,until\n"


def imported(rows, *more, **changes):
    report = importer.report(HEADER + rows, *more, **changes)
    assert adds_up(report), report
    return report


def of(prefix):
    return {who: count for who, count in importer.exposures().items() if who.startswith(prefix)}


def a_unit_reaches_the_people_who_were_on_it_and_is_no_person():
    crew = (CREW + "E1,a-anna,2026-11-10 07:00,2026-11-10 19:00\n"
            "E1,a-ben,2026-11-10 07:00,2026-11-10 13:00\nE1,a-cleo,2026-11-10 19:00,\n"
            "E2,a-dan,,2026-11-10 12:00\n")
    rows = ("1,E1,2026-11-10 08:00,Fire\n2,E1,2026-11-10 14:00,Fire\n3,E1,2026-11-20 14:00,Fire\n"
            "4,E2,2026-01-01 00:00,Fire\n5,E2,2026-11-10 12:00,Fire\n6,E9,2026-11-10 12:00,Fire\n"
            "7,E9,2026-11-10 12:00,Fire\n")
    report = imported(rows, source="crews", crew=crew)
    assert (report["added"], report["crewed"], report["no_crew"]) == (5, 1, 3), report
    assert report["units_without_crew"] == [{"unit": "E9", "rows": 2}, {"unit": "E2", "rows": 1}]
    assert of("a-") == {"a-anna": 2, "a-ben": 1, "a-cleo": 1, "a-dan": 1}
    assert of("E") == {}
    again = imported(rows, source="crews", crew=crew)
    assert (again["added"], again["known"]) == (0, 5), again
    completed = imported(rows, source="crews", crew=crew + "E9,a-eve,2026-11-01,2026-12-01\n")
    assert (completed["added"], completed["known"], completed["no_crew"]) == (2, 5, 1), completed


def at_a_change_of_crew_those_who_begin_are_meant():
    crew = CREW + "F1,b-old,,2026-11-10 19:00\nF1,b-new,2026-11-10 19:00,\n"
    imported("1,F1,2026-11-10 19:00,Fire\n2,F1,2026-11-10 18:59,Fire\n3,F1,2026-11-10 18:00,Fire\n",
             source="change", crew=crew)
    assert of("b-") == {"b-new": 1, "b-old": 2}


def somebody_on_two_units_of_one_incident_or_twice_on_one_is_exposed_once():
    crew = (CREW + "G1,c-one,2026-11-01,2026-11-12\nG1,c-one,2026-11-09,2026-11-30\n"
            "G2,c-one,,\nG2,c-two,,\n")
    report = imported("1,G1;G2,2026-11-10 10:00,Fire\n", source="twice", crew=crew,
                      responder_separator=";")
    assert (report["packed"], report["crewed"], report["collapsed"], report["added"]) == \
        (1, 1, 1, 2), report
    assert of("c-") == {"c-one": 1, "c-two": 1}


def a_crew_that_changes_while_an_incident_lasts_is_reached_row_by_row():
    crew = CREW + "H1,d-day,,2026-11-10 19:00\nH1,d-night,2026-11-10 19:00,\n"
    imported("1,H1,2026-11-10 18:00,Fire\n1,H1,2026-11-10 18:30,Fire\n1,H1,2026-11-10 20:00,Fire\n",
             source="lasting", crew=crew)
    assert of("d-") == {"d-day": 1, "d-night": 1}
    assert importer.load("d-night", "2026-11-10T19:59:59Z")["exposures"] == 0


def crews_change_right_across_both_clock_changes():
    # At 02:00 on 25 October clocks go back to 01:00; at 01:00 on 29 March forward to 02:00.
    crew = (CREW + "K1,e-before,,2026-10-25T01:30:00+01:00\n"
            "K1,e-first,2026-10-25T01:30:00+01:00,2026-10-25T01:30:00Z\n"
            "K1,e-after,2026-10-25T01:30:00Z,2026-10-26\n"
            "K2,e-spring,2026-03-29 00:30,2026-03-29 02:30\n")
    utc = {"zone": "UTC", "crew_zone": "Europe/London"}
    imported("1,K1,2026-10-25 00:29,Fire\n2,K1,2026-10-25 00:30,Fire\n3,K1,2026-10-25 01:29,Fire\n"
             "4,K1,2026-10-25 01:30,Fire\n5,K1,2026-10-25 23:59,Fire\n6,K1,2026-10-26 00:00,Fire\n"
             "7,K2,2026-03-29 00:29,Fire\n8,K2,2026-03-29 00:30,Fire\n9,K2,2026-03-29 01:29,Fire\n"
             "10,K2,2026-03-29 01:30,Fire\n", source="crew-clocks", crew=crew, **utc)
    assert of("e-") == {"e-before": 1, "e-first": 2, "e-after": 2, "e-spring": 2}, of("e-")
    local = imported("1,K3,2026-10-25 01:30,Fire\n2,K3,2026-03-29 01:30,Fire\n",
                     source="crew-local", crew=CREW + "K3,f-one,2026-10-25 01:30,2026-10-25 01:31\n"
                     "K3,f-one,2026-03-29 01:30,2026-03-29 02:31\n")
    assert local["added"] == 2, local


def a_crew_table_with_a_fault_is_refused_with_its_line_and_without_its_values():
    for table, sentence in (
            ("", "--crew: The crew table is empty."),
            ("unit,person,from\n", "--crew, line 1: A crew table has the columns"),
            (CREW.replace("from", "unit"), "--crew, line 1: A column is there twice."),
            (CREW + "E1,secret,2026-11-10,2026-11-09\n", "--crew, line 2: The period ends before"),
            (CREW + "E1,secret,2026-11-10,2026-11-10\n", "--crew, line 2: The period ends before"),
            (CREW + "E1,a,,\nE1,secret,10/11/2026,\n", '--crew, line 3: "from" is no time'),
            (CREW + "E1,secret,,soon\n", '--crew, line 2: "until" is no time'),
            (CREW + "E1,,,\n", "--crew, line 2: The line is without a unit or a person."),
            (CREW + "E1,secret\n", "--crew, line 2: The line has fewer fields"),
            (CREW + 'E1,"secret', "line 2: In the crew table: A quote is opened")):
        before = importer.exposures()
        said = importer.said(HEADER + "1,E1,2026-11-10 10:00,Fire\n", ok=False, source="bad-crew",
                             crew=table)
        assert said.returncode == 1 and sentence in said.stderr, (table, said.stderr)
        assert "secret" not in said.stderr and importer.exposures() == before, said


def where_people_must_be_known_the_others_are_listed_and_nobody_is_added():
    imported("1,g-known,2026-11-10 10:00,Fire\n", source="known")
    rows = ("2,g-known,2026-11-11 10:00,Fire\n3,g-who,2026-11-11 10:00,Fire\n"
            "4,g-who,2026-11-11 10:00,Fire\n5,g-else,2026-11-11 10:00,Fire\n")
    for more in (("--dry-run",), ()):
        report = imported(rows, *more, source="known", new_people=False)
        assert (report["added"], report["unknown_responder"], report["unknown_people"],
                report["new_people"]) == (1, 3, 2, 0), report
        assert report["unknown_responders"] == [
            {"responder": "g-who", "rows": 2}, {"responder": "g-else", "rows": 1}], report
    assert of("g-") == {"g-known": 2}
    said = importer.said(HEADER + rows, source="known", new_people=False).stdout
    assert "        2  g-who\n" in said and "Fire" not in said, said
    imported("1,g-who,2026-11-10 10:00,Fire\n", source="known")
    report = imported(rows, source="known", new_people=False)
    assert (report["known"], report["added"], report["unknown_people"]) == (1, 2, 1), report


def people_of_a_crew_must_be_known_too():
    report = imported("9,L1,2026-11-11 10:00,Fire\n", source="known", new_people=False,
                      crew=CREW + "L1,g-known,,\nL1,g-stranger,,\n")
    assert (report["added"], report["unknown_responder"]) == (1, 1), report
    assert report["unknown_responders"] == [{"responder": "g-stranger", "rows": 1}], report


with service:
    service.start("--demo")
    run_tests(a_unit_reaches_the_people_who_were_on_it_and_is_no_person,
              at_a_change_of_crew_those_who_begin_are_meant,
              somebody_on_two_units_of_one_incident_or_twice_on_one_is_exposed_once,
              a_crew_that_changes_while_an_incident_lasts_is_reached_row_by_row,
              crews_change_right_across_both_clock_changes,
              a_crew_table_with_a_fault_is_refused_with_its_line_and_without_its_values,
              where_people_must_be_known_the_others_are_listed_and_nobody_is_added,
              people_of_a_crew_must_be_known_too)
