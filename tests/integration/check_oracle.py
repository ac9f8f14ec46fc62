#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Whether public exports give the loads that were computed independently in Python and R."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import DATA, ROOT, Service, Skip, run_tests, sample  # noqa: E402

TOLERANCE = 1e-6


def check(name, mapping="san-francisco-fire-all-alike", oracle=None):
    expected_file = DATA / "dispatch/oracle_dev.json"
    with Service(clock="2026-11-23T12:00:00Z") as service:
        export = sample(f"dispatch/{name}.csv.gz", service.folder)
        if not export or not expected_file.exists():
            raise Skip(f"the test data are not beside the checkout: {name}")
        expected = json.loads(expected_file.read_text())[oracle or name]
        service.start("--demo", "--policy", "equal-weights")
        report = service.json("import", "dispatch", export, "--mapping",
                              str(ROOT / f"tests/mappings/{mapping}.json"))
        assert report["added"] == expected["distinct_exposures"], report
        assert report["people"] == expected["responders"], report
        loads = service.json("load", "--at", expected["as_of"] + "Z")
        found = {person["person"]: (person["exposures"], person["lines"][0]["load"])
                 for person in loads["people"] if not person["person"].startswith("demonstration")}
        assert len(found) == expected["responders"], len(found)
        total = sum(load for _, load in found.values())
        assert abs(total - expected["total_decayed_sum"]) < TOLERANCE * len(found), total
        for responder, numbers in expected["top40"].items():
            exposures, load = found[responder]
            assert exposures == numbers["exposures"], (responder, exposures)
            assert abs(load - numbers["decayed_sum"]) < TOLERANCE, (responder, load)


def the_week_of_2017_gives_the_loads_computed_elsewhere():
    check("sf_fire_2016-12-31_to_2017-01-07")


def the_ten_years_of_fires_give_the_loads_computed_elsewhere():
    check("sf_fire_lonemountain_fires_2009_2019")


def the_mixed_extract_gives_the_loads_computed_elsewhere():
    check("sf_fire_mixed_2001_2019")


def several_rows_of_one_officer_and_incident_are_one_exposure():
    check("indianapolis_impd_use_of_force_2014_2018", "indianapolis-police", "indianapolis_impd")


def six_years_of_one_police_force_give_the_loads_computed_elsewhere():
    check("seattle_spd_use_of_force", "seattle-police")


run_tests(the_week_of_2017_gives_the_loads_computed_elsewhere,
          the_ten_years_of_fires_give_the_loads_computed_elsewhere,
          the_mixed_extract_gives_the_loads_computed_elsewhere,
          several_rows_of_one_officer_and_incident_are_one_exposure,
          six_years_of_one_police_force_give_the_loads_computed_elsewhere)
