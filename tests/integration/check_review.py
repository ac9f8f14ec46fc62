#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What dispatch imports leave out, as an administrator reviews it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from importing import HEADER, Importer  # noqa: E402
from service import Service, run_tests  # noqa: E402
from visitor import Visitor  # noqa: E402

service = Service()
importer = Importer(service)
FLOOD = "1,staff-9,2026-11-10 10:00,<Flood>\n2,staff-9,2026-11-11 10:00,<Flood>\n"


def review():
    visitor = Visitor(service)
    password = (service.data / "demonstration-password").read_text().strip()
    assert visitor.sign_in("administrator", password).status == 200
    page = visitor.get("/admin/review")
    assert page.status == 200, page.status
    return page


def nothing_is_there_before_an_import_and_after_a_dry_run():
    importer.report(HEADER + FLOOD, "--dry-run", source="north")
    assert "Nothing was left out." in review().text


def unknown_types_are_there_with_their_counts_and_their_export():
    importer.report(HEADER + FLOOD, source="north")
    page = review()
    assert "<Flood>" in page.text and "&lt;Flood&gt;" in page.body and "north" in page.text
    assert '<td class="num">2</td>' in page.body, page.body


def a_responder_is_never_beside_a_type():
    importer.report(HEADER + FLOOD + "3,staff-7,2026-11-11 10:00,Fire\n", source="north",
                    new_people=False)
    page = review()
    types, responders = page.body.split("Responders who are not known")
    assert "&lt;Flood&gt;" in types and "staff-7" in responders
    assert "staff-7" not in types and "&lt;Flood&gt;" not in responders
    assert "staff-9" not in page.body


def the_next_import_of_an_export_takes_the_place_of_the_one_before():
    importer.report(HEADER + FLOOD, source="south")
    importer.report(HEADER + "1,staff-9,2026-11-10 10:00,Fire\n", source="north")
    page = review()
    assert "south" in page.text and "north" not in page.text, page.text


def what_was_left_out_long_ago_is_gone():
    service.sql("UPDATE import_review SET imported_at = imported_at - interval '91 days'")
    importer.report(HEADER + "1,staff-9,2026-11-10 10:00,Fire\n", source="north")
    assert "Nothing was left out." in review().text


with service:
    service.start("--demo", "--small")
    run_tests(nothing_is_there_before_an_import_and_after_a_dry_run,
              unknown_types_are_there_with_their_counts_and_their_export,
              a_responder_is_never_beside_a_type,
              the_next_import_of_an_export_takes_the_place_of_the_one_before,
              what_was_left_out_long_ago_is_gone)
