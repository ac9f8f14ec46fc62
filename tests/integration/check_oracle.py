#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Whether the San Francisco exports give the loads that were computed independently in Python and R."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import DATA, ROOT, Service, Skip, run_tests, sample  # noqa: E402

MAPPING = ROOT / "tests/mappings/san-francisco-fire-all-alike.json"
TOLERANCE = 1e-6


def check(name):
    expected_file = DATA / "dispatch/oracle_dev.json"
    with Service(clock="2026-11-23T12:00:00Z") as service:
        export = sample(f"dispatch/{name}.csv.gz", service.folder)
        if not export or not expected_file.exists():
            raise Skip(f"the test data are not beside the checkout: {name}")
        expected = json.loads(expected_file.read_text())[name]
        service.start("--demo", "--policy", "equal-weights")
        report = service.json("import", "dispatch", export, "--mapping", str(MAPPING))
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


run_tests(the_week_of_2017_gives_the_loads_computed_elsewhere,
          the_ten_years_of_fires_give_the_loads_computed_elsewhere,
          the_mixed_extract_gives_the_loads_computed_elsewhere)
