#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Trying a policy on the past of a demonstration: what is told, what not, and the file it is from."""

import json
import os
import re
import struct
import sys
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, new_id, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

service = Service("2026-12-01T09:00:00Z", full=True)
LINE = ("--set", "lines.events.levels.amber.on=140", "--set", "lines.events.half_life_days=42")


def trial(*more):
    return service.json("policy", "try", "default", *more)


def refused(*more):
    done = service.run("policy", "try", *more, ok=False)
    assert done.returncode == 1, done
    return done.stderr.strip()


def columns():
    return service.folder / "data/columns"


def one_command_tells_what_another_line_and_half_life_would_come_to():
    told = service.run("policy", "try", "default", *LINE).stdout
    for part in ("sessions asked for", "hours of hosts", "hours of duty", "sessions without a seat",
                 "People for whom a level was raised", "Raised, by week", "as if it had been recorded",
                 "Nothing here is validated"):
        assert part in told, f"{part}\n{told}"
    answer = trial(*LINE)
    assert len(answer["weeks"]) == 52 and answer["weeks"][0].startswith("2025-12-01"), answer
    assert answer["events"] > 1000 and answer["people"] >= 300, answer
    tried, now = answer["tried"], answer["in_force"]
    assert tried["sessions"] > now["sessions"] > 500, (tried["sessions"], now["sessions"])
    assert tried["sessions_because_of_a_crossing"] > now["sessions_because_of_a_crossing"]
    assert len(tried["sessions_by_week"]) == 52 and tried["sessions_in_busiest_week"] > 0


def the_policy_in_force_beside_itself_comes_to_the_same():
    answer = trial()
    assert answer["tried"] == answer["in_force"]
    assert service.json("policy", "try", "1") == answer


def numbers(value, path=""):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from numbers(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from numbers(inner, path)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path, value


def every_count_is_rounded_and_none_is_of_fewer_than_ten():
    for options in ((), LINE, ("--since", "2026-09-01")):
        found = [one for one in numbers(trial(*options)) if not one[0].endswith("_per_week")]
        assert found
        for path, value in found:
            whole = "without_a_seat" in path or path.endswith(".cost") or value % 5 == 0
            assert whole, (path, value)
        for path, value in found:
            assert value >= 10 or "hours" in path or "seat" in path or "cost" in path, (path, value)


def page(role, **fields):
    visitor = Visitor(service)
    assert visitor.sign_in(role, (service.data / "demonstration-password").read_text().strip()).status == 200
    return visitor.get("/policy/try" + ("?" + urlencode(fields) if fields else ""))


def row_of(shown, what):
    found = re.search(re.escape(what) + r"\s+([\d–]+)\s+([\d–]+)", shown.text)
    assert found, (what, shown.text)
    return found.groups()


def the_page_tells_what_the_command_tells():
    answer = trial(*LINE, "--host-hour-cost", "45")
    shown = page("wellbeing", weeks="52", **{"lines.events.levels.amber.on": "140",
                                            "lines.events.half_life_days": "42", "host-hour": "45"})
    assert shown.status == 200, shown.text
    assert "The amber line of Events goes from 180 to 140." in shown.text
    for what, member in (("Sessions asked for", "sessions"), ("of them because of a crossing",
                         "sessions_because_of_a_crossing"), ("Hours of hosts", "host_hours"),
                         ("Cost of these hours", "cost"), ("busiest week", "sessions_in_busiest_week")):
        assert row_of(shown, what) == tuple(str(int(answer[of][member])) for of in ("tried", "in_force")), what
    level = next(one for one in answer["tried"]["levels"] if one["level"] == "amber")
    assert row_of(shown, "amber, everybody")[0] == str(level["people"]["all"])
    cells = re.findall(r'<td class="amount">([^<]+)</td>', shown.body)
    assert len(cells) > 100 and all(cell == "–" or int(cell) >= 0 for cell in cells), cells


def the_page_asks_for_numbers_first_and_says_what_is_wrong_with_one():
    shown = page("wellbeing")
    assert shown.status == 200 and "What it would come to" not in shown.text
    assert 'name="lines.events.levels.amber.on" value="180"' in shown.body
    shown = page("wellbeing", weeks="52", **{"lines.events.levels.amber.on": "120"})
    assert shown.status == 400 and "It was not tried." in shown.text and "must be above the 130" in shown.text
    assert 'name="lines.events.levels.amber.on" value="120"' in shown.body
    assert page("wellbeing", weeks="0").status == 400
    assert page("wellbeing", weeks="52", **{"host-hour": "much"}).status == 400


def each_try_is_on_the_trail_and_others_cannot_try():
    before = service.sql("SELECT count(*) FROM audit_entry WHERE action = 'policy-tried'")
    assert page("wellbeing", weeks="13").status == 200
    assert page("officer", weeks="13").status == 403
    assert page("administrator", weeks="13").status == 403
    after = service.sql("SELECT count(*) FROM audit_entry WHERE action = 'policy-tried'")
    assert int(after) == int(before) + 1


def nobody_is_named():
    told = service.run("policy", "try", "default", "--json").stdout
    names = service.sql("SELECT reference FROM person UNION SELECT display_name FROM account").split("\n")
    assert not [name for name in names if len(name) > 3 and name in told]
    ids = service.sql("SELECT person_id FROM person").split()
    assert not [one for one in ids if one in told]


def a_team_is_told_of_only_what_may_be_known_beside_all_the_others():
    teams = [name for name in service.sql("SELECT name FROM team ORDER BY name").split("\n") if name]
    assert len(teams) >= 10
    shown = 0
    for team in teams:
        answer = trial(*LINE, "--team", team)
        for level in answer["tried"]["levels"]:
            assert level["people"]["by_role"] == {}
            shown += level["people"]["all"] is not None
        assert answer["tried"]["sessions_by_week"] == []
    assert shown < len(teams) * 4
    assert "Nobody is in a team of that name now." in refused("default", "--team", "No such team")


def a_cost_is_told_only_of_hours_whose_cost_is_given():
    assert trial()["tried"]["cost"] is None
    one = trial("--host-hour-cost", "50")
    assert one["cost_is_of"] == ["host_hours"]
    assert one["tried"]["cost"] == 50 * one["tried"]["host_hours"]
    both = trial("--host-hour-cost", "50", "--duty-hour-cost", "30.5")["tried"]
    assert both["cost"] == 50 * both["host_hours"] + 30.5 * both["duty_hours"]
    assert "cost of the hours of hosts alone" in service.run(
        "policy", "try", "default", "--host-hour-cost", "50").stdout
    assert "from 0 to 1000000" in refused("default", "--host-hour-cost", "much")


def a_wrong_path_is_named_with_what_may_be_meant_and_the_document_checked():
    said = refused("default", "--set", "lines.event.levels.amber.on=1")
    assert said.endswith("lines.event.levels.amber.on: The policy has no event in lines. "
                         "Did you mean events?"), said
    said = refused("default", "--set", "lines.events.levels.amber.on=120")
    assert 'lines[0].levels[1].on: "on" must be above the 130' in said, said
    assert "A change is PATH=VALUE" in refused("default", "--set", "lines")
    assert "There is no version 7 of the policy." in refused("7")
    assert "no whole week" in refused("default", "--since", "2026-11-30")
    assert "This is no day" in refused("default", "--since", "Monday")
    assert "cannot be opened" in refused("no-such-file.json")


def the_file_is_the_services_alone_and_is_built_anew_when_it_is_damaged():
    expected = trial()
    assert oct(columns().stat().st_mode & 0o777) == "0o600"
    size = columns().stat().st_size
    with open(columns(), "r+b") as file:
        file.seek(size // 2)
        byte = file.read(1)
        file.seek(size // 2)
        file.write(bytes([byte[0] ^ 1]))
    done = service.run("policy", "try", "default", "--json")
    assert re.search(r"columns: The columnar cache was built anew: it is damaged\.$", done.stderr.strip()), done
    assert json.loads(done.stdout) == expected
    os.truncate(columns(), size // 3)
    assert "it is cut off" in service.run("policy", "try", "default", "--json").stderr
    columns().unlink()
    done = service.run("policy", "try", "default", "--json")
    assert json.loads(done.stdout) == expected and not done.stderr, done.stderr


def bytes_of_the_file():
    files = (columns(), columns().with_name("columns.changes"))
    return b"".join(file.read_bytes() for file in files if file.exists())


def what_somebody_removed_leaves_the_file_as_it_leaves_the_database():
    at = datetime(2026, 11, 17, 3, 21, 43, tzinfo=timezone.utc)
    second = struct.pack("<I", int(at.timestamp()))
    who = service.sql("SELECT person_id FROM person WHERE reference = 'demonstration-officer-1'").strip()
    given = {"id": new_id(), "person": who, "category": "INC_HAZMAT", "involvement": "witness",
             "occurred_at": at.strftime("%Y-%m-%dT%H:%M:%SZ")}
    status, answer = service.ask("POST", "/api/v1/exposures", given)
    assert status == 201, answer
    trial()
    assert second in bytes_of_the_file()
    status, answer = service.ask("DELETE", f"/api/v1/people/{who}/exposures/{given['id']}")
    assert status in (200, 204), answer
    service.restart_at("2026-12-02T09:00:00Z")
    wait_for(lambda: second not in bytes_of_the_file(), "the file without what was removed")
    assert service.sql("SELECT count(*) FROM exposure WHERE exposure_id = :'id'", id=given["id"]).strip() == "0"
    assert columns().exists()


with service:
    service.start("--demo")
    run_tests(
        one_command_tells_what_another_line_and_half_life_would_come_to,
        the_policy_in_force_beside_itself_comes_to_the_same,
        every_count_is_rounded_and_none_is_of_fewer_than_ten,
        the_page_tells_what_the_command_tells,
        the_page_asks_for_numbers_first_and_says_what_is_wrong_with_one,
        each_try_is_on_the_trail_and_others_cannot_try,
        nobody_is_named,
        a_team_is_told_of_only_what_may_be_known_beside_all_the_others,
        a_cost_is_told_only_of_hours_whose_cost_is_given,
        a_wrong_path_is_named_with_what_may_be_meant_and_the_document_checked,
        the_file_is_the_services_alone_and_is_built_anew_when_it_is_damaged,
        what_somebody_removed_leaves_the_file_as_it_leaves_the_database)
