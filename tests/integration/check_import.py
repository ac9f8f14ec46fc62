#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What real dispatch exports do to an importer, each in a few rows."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import ROOT, Service, Skip, run_tests, sample  # noqa: E402

service = Service("2026-12-01T09:00:00Z")
BASE = {"mapping": 1, "source": "county", "incident": "incident", "responder": "unit",
        "time": {"column": "time", "form": "YYYY-MM-DD hh:mm"}, "zone": "Europe/London",
        "type": "type", "profile": "fire", "involvement": "direct",
        "rules": [{"type": "Fire", "category": "INC_FIRE_STRUCTURE"},
                  {"type": "Small fire", "category": "INC_FIRE_OTHER"}]}
HEADER = "incident,unit,time,type\n"


def imported(content, **changes):
    export, mapping = service.folder / "export.csv", service.folder / "mapping.json"
    export.write_bytes(content if isinstance(content, bytes) else content.encode())
    mapping.write_text(json.dumps({**BASE, **changes}))
    return service.json("import", "dispatch", str(export), "--mapping", str(mapping))


def load(reference, at="2026-12-01T00:00:00Z"):
    return service.json("load", reference, "--at", at)["people"][0]


def several_units_in_one_cell_are_a_responder_each():
    report = imported(HEADER + '1,"P1; P2 ;;P3",2026-11-01 10:00,Fire\n', source="packed",
                      responder_separator=";")
    assert (report["rows"], report["packed"], report["added"], report["people"]) == (1, 2, 3, 3)
    assert load("P2")["exposures"] == 1
    report = imported(HEADER + '2," ; ",2026-11-01 10:00,Fire\n', source="packed",
                      responder_separator=";")
    assert (report["no_responder"], report["collapsed"]) == (1, 0), report


def a_responder_who_never_arrived_was_not_exposed():
    report = imported("incident,unit,time,type,arrived\n1,A1,2026-11-01 10:00,Fire,\n"
                      "2,A1,2026-11-01 11:00,Fire,null\n3,A1,2026-11-01 12:00,Fire,12:07\n",
                      source="arrived", arrived="arrived", null_words=["null"])
    assert (report["not_arrived"], report["added"]) == (2, 1), report


def an_outcome_can_make_an_exposure_weigh_more():
    imported("incident,unit,time,type,outcome\n1,O1,2026-11-01 10:00,Fire,Child hurt\n"
             "2,O2,2026-11-01 10:00,Fire,All well\n", source="outcome",
             outcome={"column": "outcome",
                      "modifiers": [{"outcome": "Child hurt", "modifier": "child_involved"}]})
    at = "2026-11-01T10:00:00Z"
    with_child, without = (load(who, at)["lines"][0]["load"] for who in ("O1", "O2"))
    assert (with_child, without) == (15.0, 12.0), (with_child, without)


def of_several_rows_the_time_is_the_earliest_and_the_category_the_heaviest():
    imported(HEADER + "1,H1,2026-11-01 10:00,Small fire\n1,H1,2026-11-01 10:30,Fire\n",
             source="heaviest")
    person = load("H1", "2026-11-01T10:00:00Z")
    assert person["exposures"] == 1 and person["lines"][0]["load"] == 12.0, person


def forms_may_change_in_mid_file_and_dates_stand_in_several_columns():
    report = imported("incident,unit,day,clock,type\n1,F1,2026-11-01,10:00,Fire\n"
                      "2,F1,02/11/2026,10:00,Fire\n3,F1,03/11/2026,unknown,Fire\n"
                      "4,F1,,1793786400,Fire\n", source="forms",
                      time={"column": ["day", "clock"],
                            "form": ["YYYY-MM-DD hh:mm", "DD/MM/YYYY hh:mm", "DD/MM/YYYY unknown",
                                     "epoch"]})
    assert report["added"] == 4, report


def times_at_both_clock_changes_are_read_as_the_standard_says():
    imported(HEADER + "1,C1,2026-10-25 01:30,Fire\n2,C2,2026-03-29 01:30,Fire\n", source="clocks")
    for who, before, at in (("C1", "2026-10-25T00:29:59Z", "2026-10-25T00:30:00Z"),
                            ("C2", "2026-03-29T01:29:59Z", "2026-03-29T01:30:00Z")):
        assert (load(who, before)["exposures"], load(who, at)["exposures"]) == (0, 1), who


def a_windows_1252_file_is_found_out_or_declared_and_utf_8_can_be_insisted_on():
    rules = [{"type": "Café fire", "category": "INC_FIRE_OTHER"}]
    row = "1,{},2026-11-01 10:00,Café fire\n"
    for encoding, reference, changes, added in (
            ("utf-8", "W1", {}, 1), ("windows-1252", "W2", {}, 1),
            ("windows-1252", "W3", {"encoding": "windows-1252"}, 1),
            ("windows-1252", "W4", {"encoding": "utf-8"}, 0)):
        report = imported((HEADER + row.format(reference)).encode(encoding), rules=rules,
                          source="encodings", **changes)
        assert (report["added"], report["not_utf8"]) == (added, 1 - added), (reference, report)


def a_reference_of_several_columns_tells_incidents_of_different_days_apart():
    report = imported("day,incident,unit,time,type\n1,7,R1,2026-11-01 10:00,Fire\n"
                      "2,7,R1,2026-11-02 10:00,Fire\n", source="reference", incident=["day", "incident"])
    assert (report["added"], report["collapsed"]) == (2, 0), report


def every_real_export_with_a_responder_is_taken_whole_by_its_mapping():
    for name, mapping, rows, expected in (
            ("dallas_active_calls_2018-01-09_sample", "dallas-police", 63, {}),
            ("sf_fire_jan2002_learningspark_cols", "san-francisco-fire-2002", 1000,
             {"no_time": 11})):
        export = sample(f"dispatch/{name}.csv.gz", service.folder)
        if not export:
            raise Skip(f"the test data are not beside the checkout: {name}")
        report = service.json("import", "dispatch", export, "--mapping",
                              str(ROOT / f"tests/mappings/{mapping}.json"))
        assert report["rows"] == rows and report["added"] > 0, report
        unusable = {part: report[part] for part in (
            "no_incident", "no_responder", "no_time", "wrong_time", "in_future", "short_row",
            "not_utf8") if report[part]}
        assert unusable == expected, (name, unusable, report)


with service:
    service.start("--demo")
    run_tests(several_units_in_one_cell_are_a_responder_each,
              a_responder_who_never_arrived_was_not_exposed,
              an_outcome_can_make_an_exposure_weigh_more,
              of_several_rows_the_time_is_the_earliest_and_the_category_the_heaviest,
              forms_may_change_in_mid_file_and_dates_stand_in_several_columns,
              times_at_both_clock_changes_are_read_as_the_standard_says,
              a_windows_1252_file_is_found_out_or_declared_and_utf_8_can_be_insisted_on,
              a_reference_of_several_columns_tells_incidents_of_different_days_apart,
              every_real_export_with_a_responder_is_taken_whole_by_its_mapping)
