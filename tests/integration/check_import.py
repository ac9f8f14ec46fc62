#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What real dispatch exports do to an importer, each in a few rows."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from importing import BASE, HEADER, Importer, adds_up  # noqa: E402
from service import ROOT, Service, Skip, run_tests, sample  # noqa: E402

service = Service("2026-12-01T09:00:00Z")
importer = Importer(service)


def imported(content, **changes):
    report = importer.report(content, **changes)
    assert adds_up(report), report
    return report


def load(reference, at="2026-12-01T00:00:00Z"):
    return importer.load(reference, at)


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


MIDNIGHT = {"column": ["day", "arrived"], "form": ["YYYY-MM-DD hh:mm", "DD/MM/YYYY hh:mm"],
            "not_before": ["day", "called"]}


def counted_from(reference, instant):
    """Whether a person's one exposure is at this instant, to the second."""
    at = datetime.fromisoformat(instant)
    before = (at - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (load(reference, before)["exposures"], load(reference, instant + "Z")["exposures"]) == (0, 1)


def a_time_of_day_after_midnight_is_of_the_day_after_the_call():
    report = imported("incident,unit,day,called,arrived,type\n"
                      "1,M1,2026-11-10,23:50,00:10,Fire\n2,M2,2026-11-10,23:50,23:55,Fire\n"
                      "3,M3,2026-11-30,23:50,23:45,Fire\n4,M4,31/10/2026,22:00,04:30,Fire\n"
                      "5,M5,2026-11-10,,00:10,Fire\n6,M6,2026-11-10,never,00:10,Fire\n",
                      source="midnight", time=MIDNIGHT)
    assert (report["added"], report["wrong_time"]) == (5, 1), report
    for who, at in (("M1", "2026-11-11T00:10:00"), ("M2", "2026-11-10T23:55:00"),
                    ("M3", "2026-11-30T23:45:00"), ("M4", "2026-11-01T04:30:00"),
                    ("M5", "2026-11-10T00:10:00")):
        assert counted_from(who, at), (who, at)


def clocks_that_cross_midnight_cross_both_clock_changes_too():
    # In the night of 25 October the clocks go back at 2, in that of 29 March forward at 1.
    imported("incident,unit,day,called,arrived,type\n"
             "1,N1,2026-10-24,23:50,03:00,Fire\n2,N2,2026-10-25,01:50,01:10,Fire\n"
             "3,N3,2026-03-28,23:50,03:00,Fire\n4,N4,2026-03-28,23:50,01:30,Fire\n",
             source="midnight-clocks", time=MIDNIGHT)
    for who, at in (("N1", "2026-10-25T03:00:00"), ("N2", "2026-10-25T00:10:00"),
                    ("N3", "2026-03-29T02:00:00"), ("N4", "2026-03-29T01:30:00")):
        assert counted_from(who, at), (who, at)


def dates_that_stand_for_no_date_are_no_times():
    rows = ("1,S1,1900-01-01 00:00,Fire\n2,S1,9999-12-31 00:00,Fire\n3,S1,1899-12-30 00:00,Fire\n"
            "4,S1,2026-11-10 10:00,Fire\n5,S1,2000-12-31 23:59,Fire\n6,S1,2001-01-01 00:00,Fire\n")
    report = imported(HEADER + rows, source="stand-ins",
                      null_words=["1900-01-01 00:00", "9999-12-31 00:00"],
                      time={"column": "time", "form": "YYYY-MM-DD hh:mm", "earliest": "2001-01-01"})
    assert (report["no_time"], report["too_early"], report["added"]) == (2, 2, 2), report


def a_dry_run_tells_what_would_be_and_writes_nothing():
    rows = (HEADER + "1,D1,2026-11-10 10:00,Fire\n1,D1,2026-11-10 09:00,Fire\n"
            "2,D2,2026-07-10 10:00,Small fire\n3,D2,2026-11-10 10:00,Ghost\n4,D2,,Fire\n")
    before = importer.exposures()
    foreseen = importer.report(rows, "--dry-run", source="dry")
    assert adds_up(foreseen) and importer.exposures() == before, foreseen
    assert foreseen["categories"] == {"INC_FIRE_STRUCTURE": 1, "INC_FIRE_OTHER": 1}, foreseen
    assert foreseen["preview"] == [
        {"line": 2, "at": "2026-11-10T10:00:00Z", "category": "INC_FIRE_STRUCTURE"},
        {"line": 3, "at": "2026-11-10T09:00:00Z", "category": "INC_FIRE_STRUCTURE"},
        {"line": 4, "at": "2026-07-10T09:00:00Z", "category": "INC_FIRE_OTHER"}], foreseen
    said = importer.said(rows, "--dry-run", source="dry").stdout
    assert "line 4       2026-07-10T09:00:00Z  INC_FIRE_OTHER" in said and "D2" not in said, said
    assert said.startswith("Nothing was written."), said
    for again in range(2):
        done = imported(rows, source="dry")
        same = [part for part in foreseen if part in done]
        assert again or {p: done[p] for p in same} == {p: foreseen[p] for p in same}, done
        foreseen = importer.report(rows, "--dry-run", source="dry")
        assert (foreseen["added"], foreseen["known"], foreseen["new_people"]) == (0, 2, 0), foreseen
    earlier = rows.replace("09:00", "08:00")
    assert importer.report(earlier, "--dry-run", source="dry")["corrected"] == 1
    assert imported(earlier, source="dry")["corrected"] == 1


def unknown_types_are_answered_by_adding_rules_and_importing_again():
    rows = HEADER + "".join(f"{i},T1,2026-11-10 10:00,{kind}\n" for i, kind in enumerate(
        ["Fire", "Flood", "Flood", "Landslip"]))
    report = imported(rows, source="review")
    assert report["unknown"] == [{"type": "Flood", "second_type": "", "rows": 2},
                                 {"type": "Landslip", "second_type": "", "rows": 1}], report
    rules = [*BASE["rules"], {"type": "Flood", "category": "INC_RESCUE"},
             {"type": "Landslip", "category": None}]
    report = imported(rows, source="review", rules=rules)
    assert (report["known"], report["added"], report["no_exposure"]) == (1, 2, 1), report
    assert report["unknown"] == [] and load("T1")["exposures"] == 3, report


def an_entry_that_its_owner_removed_is_not_brought_back_and_nobody_learns_of_it():
    rows = HEADER + "1,V1,2026-11-10 10:00,Small fire\n2,V1,2026-11-11 10:00,Small fire\n"
    imported(rows, source="removed")
    service.sql("INSERT INTO retraction SELECT person_id, exposure_id, exposure.organisation_id, "
                "'2026-12-01' FROM exposure JOIN person USING (person_id) "
                "WHERE reference = 'V1' AND occurred_at = '2026-11-10 10:00Z'")
    for other in ("removed", "not-removed"):
        who = rows if other == "removed" else rows.replace("V1", "V2")
        if other != "removed":
            imported(who, source=other)
        foreseen = importer.report(who, "--dry-run", source=other)
        report = imported(who, source=other)
        assert (report["known"], foreseen["known"], report["added"]) == (2, 2, 0), report
        assert "removed" not in str(report), report
    later = imported(rows.replace("10:00", "09:00").replace("Small fire", "Fire"), source="removed")
    assert (later["corrected"], later["known"], later["added"]) == (1, 1, 0), later
    assert load("V1")["exposures"] == 1


def a_file_that_was_cut_off_is_taken_up_to_there_and_told():
    rows = HEADER + "1,X1,2026-11-10 10:00,Fire\n2,X1,2026-11-10 10:"
    report = imported(rows, source="cut")
    assert report["unended"] and (report["added"], report["short_row"]) == (1, 1), report
    assert "was cut off" in importer.said(rows, source="cut").stdout
    report = imported(HEADER + "1,X1,2026-11-10 10:00,Fire\n2,X1,2026-11-10 10:00,Fire\n", source="cut")
    assert not report["unended"] and (report["known"], report["added"]) == (1, 1), report


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
              a_time_of_day_after_midnight_is_of_the_day_after_the_call,
              clocks_that_cross_midnight_cross_both_clock_changes_too,
              dates_that_stand_for_no_date_are_no_times,
              a_dry_run_tells_what_would_be_and_writes_nothing,
              unknown_types_are_answered_by_adding_rules_and_importing_again,
              an_entry_that_its_owner_removed_is_not_brought_back_and_nobody_learns_of_it,
              a_file_that_was_cut_off_is_taken_up_to_there_and_told,
              every_real_export_with_a_responder_is_taken_whole_by_its_mapping)
