#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""The log is the truth: what is stored of lines can be thrown away, checked and rebuilt."""

import json
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, new_id, run_tests, wait_for  # noqa: E402

NOW = datetime(2026, 12, 1, 9, tzinfo=timezone.utc)
service = Service(NOW.strftime("%Y-%m-%dT%H:%M:%SZ"), full=True)
STATES = """SELECT person_id, line, policy_version, round(load::numeric, 9), load_at, state
FROM line_state WHERE load > 0 ORDER BY person_id, line"""
ALARMS = "SELECT * FROM alarm WHERE state <> 'clear' ORDER BY person_id, line, level"
RECORDED = "SELECT * FROM crossing ORDER BY person_id, crossing_id"
NEEDS = "SELECT count(*) FROM need"


def stored():
    return service.sql(STATES), service.sql(ALARMS)


def check():
    done = service.run("rebuild", "--check", "--json", ok=False)
    told = json.loads(done.stdout)
    assert done.returncode == (1 if told["differing"] else 0), done
    assert not done.stderr, done.stderr
    return told


def what_the_service_has_stored_is_what_the_log_says():
    people = int(service.sql("SELECT count(*) FROM person"))
    told = check()
    assert told["people"] == people and told["left_to_the_engine"] == 0, (told, people)
    assert told["states"] > 200 and told["differing"] == 0, told
    assert "0 are not what the log says." in service.run("rebuild", "--check").stdout


def what_is_thrown_away_comes_back_from_the_log_and_nobody_is_told_twice():
    before, recorded, needs = stored(), service.sql(RECORDED), service.sql(NEEDS)
    assert before[0] and before[1] and recorded
    service.sql("TRUNCATE line_state, alarm")
    assert check()["differing"] == len(before[0].splitlines())
    told = service.json("rebuild")
    assert told["raised"] == told["needs"] == 0, told
    assert service.sql(RECORDED) == recorded and service.sql(NEEDS) == needs
    again = stored()
    assert again[0] == before[0]
    assert again[1] == before[1]
    assert check()["differing"] == 0


def rebuilding_again_changes_nothing():
    before, recorded = stored(), service.sql(RECORDED)
    assert "Found to have been raised and not on record: 0" in service.run("rebuild").stdout
    assert stored() == before and service.sql(RECORDED) == recorded


def one_state_that_is_a_millionth_off_is_found_left_alone_and_rebuilt():
    one = "(SELECT person_id FROM line_state WHERE load > 1 ORDER BY person_id LIMIT 1)"
    before = stored()
    service.sql(f"UPDATE line_state SET load = load * 1.000001 WHERE person_id = {one}")
    changed = stored()
    assert changed != before
    assert check()["differing"] == 1
    assert stored() == changed
    service.run("rebuild")
    assert stored() == before and check()["differing"] == 0


def what_was_corrected_or_removed_does_not_count_in_what_is_rebuilt():
    who = service.sql("SELECT reference FROM person ORDER BY reference LIMIT 1").strip()
    at = NOW - timedelta(minutes=1)

    def record(minutes, category, **more):
        status, answer = service.ask("POST", "/api/v1/exposures", {
            "id": new_id(), "person": who, "category": category, **more,
            "occurred_at": (at - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")})
        assert status == 201, (status, answer)
        return answer

    first = record(30, "INC_RESCUE")
    # The correction stands before what it corrects in the order of the log.
    record(40, "INC_DISORDER", corrects=first["id"])
    removed = record(20, "INC_RESCUE")
    status, _ = service.ask("DELETE", f"/api/v1/people/{removed['person']}/exposures/{removed['id']}")
    assert status == 204
    before = stored()
    service.sql("TRUNCATE line_state, alarm")
    service.run("rebuild")
    assert stored()[0] == before[0] and check()["differing"] == 0


def people_whom_the_policy_in_force_has_not_folded_are_left_to_the_engine():
    some = "(SELECT person_id FROM person ORDER BY person_id LIMIT 3)"
    service.sql(f"UPDATE person SET folded_version = 2 WHERE person_id IN {some}")
    assert check()["left_to_the_engine"] == 3
    assert "3 people wait" in service.run("rebuild").stdout
    service.sql("UPDATE person SET folded_version = 1")


def the_service_checks_some_people_each_night_and_logs_what_it_finds():
    def found():
        lines = [json.loads(line) for line in service.log.read_text().splitlines()
                 if '"states_checked"' in line]
        return lines[-1] if lines else None

    def check_anew():  # what was found before can be what another test has planted
        service.end()
        service.log.write_text("")
        service.start()
        return wait_for(found, "the nightly check")

    told = check_anew()
    assert told["states"] > 0 and told["differing"] == 0, told
    service.sql("UPDATE line_state SET load = load + 1")
    told = check_anew()
    assert told["differing"] > 0, told
    assert set(told) & {"person", "reference", "load"} == set(), told
    service.run("rebuild")


with service:
    service.start("--demo")
    run_tests(
        what_the_service_has_stored_is_what_the_log_says,
        what_is_thrown_away_comes_back_from_the_log_and_nobody_is_told_twice,
        rebuilding_again_changes_nothing,
        one_state_that_is_a_millionth_off_is_found_left_alone_and_rebuilt,
        what_was_corrected_or_removed_does_not_count_in_what_is_rebuilt,
        people_whom_the_policy_in_force_has_not_folded_are_left_to_the_engine,
        the_service_checks_some_people_each_night_and_logs_what_it_finds)
