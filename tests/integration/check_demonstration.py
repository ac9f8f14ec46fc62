#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What `plimsoll demo` fills a database with, and what it leaves alone."""

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import PROGRAM, Service, run_tests, wait_for  # noqa: E402

NOW = "2026-11-26T12:00:00Z"
COUNTS = """
    SELECT count(*) FROM person;
    SELECT count(*) FROM exposure;
    SELECT count(*) FROM crossing;
    SELECT count(*) FROM need;
    SELECT count(*) FROM team;
    SELECT count(*) FROM team_member;
    SELECT count(*) FROM series;
    SELECT sum(hashtextextended(exposure_id::text || occurred_at || dose, 0) / 1000)::bigint
    FROM exposure"""


def three_hundred_people_in_twelve_teams_some_above_a_line_and_most_below():
    with Service(NOW, full=True) as service:
        service.start("--demo")
        people = [person for person in service.json("load")["people"] if person["team"]]
        teams = Counter(person["team"] for person in people)
        assert len(people) == 300 and len(teams) == 12, teams
        assert all(person["person"].startswith("demonstration-") for person in people)
        assert min(teams.values()) == teams["Demonstration child protection"] == 7, teams
        above = [person for person in people
                 if any(line["level"] in ("amber", "red") for line in person["lines"])]
        assert 3 <= len(above) <= 60, len(above)
        hard = [person["lines"][0]["load"] for person in people
                if person["team"] in ("Demonstration response 2", "Demonstration response 3")]
        others = [person["lines"][0]["load"] for person in people
                  if person["team"] in ("Demonstration response 1", "Demonstration response 4")]
        assert sum(hard) / len(hard) > 1.5 * sum(others) / len(others), (sum(hard), sum(others))
        one = service.run("load", "--team", "Demonstration child protection").stdout
        assert one.count("social_work") == 7 and "response" not in one, one
        nobody = service.run("load", "--team", "Nobody's", ok=False)
        assert nobody.returncode == 1 and "team" in nobody.stderr, nobody


def everybody_in_a_team_has_a_name_and_a_line_manager_with_about_a_dozen_people():
    with Service(NOW, full=True) as service:
        service.start("--demo")
        led = service.sql("""SELECT reference, count(*) FROM reports_to JOIN person ON
            person.person_id = manager_person_id GROUP BY reference ORDER BY reference""")
        led = dict(line.split("|") for line in led.splitlines())
        assert led.pop("demonstration-host-1") == "12", led
        assert all(1 <= int(count) <= 15 for count in led.values()), led
        assert service.sql("""SELECT count(*) FROM reports_to JOIN person USING (person_id)
            WHERE reference LIKE 'demonstration-officer-%'""") == "6\n"
        alone = service.sql("""SELECT count(*) FROM team_member LEFT JOIN reports_to
            USING (person_id) WHERE reports_to.person_id IS NULL""")
        assert int(alone) == 12, "the first of each team reports to nobody"
        names = service.sql("SELECT display_name FROM account JOIN team_member USING (person_id)")
        names = names.splitlines()
        assert len(names) == 300 and names.count("Demonstration response 2 07") == 1, len(names)
        assert all(name.startswith("Demonstration ") for name in names), names
        assert service.sql("SELECT count(*) FROM account WHERE password_hash IS NOT NULL") == "7\n"


def the_supervisors_team_has_accepted_sessions_of_the_coming_days():
    with Service(NOW, full=True) as service:
        service.start("--demo")
        booked = service.sql("""SELECT kind, count(*) FROM diary JOIN session USING (session_id)
            JOIN reports_to USING (person_id) JOIN person ON person.person_id = manager_person_id
            WHERE part = 'attendee' AND diary.state = 'confirmed'
            AND reference = 'demonstration-host-1' GROUP BY kind ORDER BY kind""")
        count = sum(int(line.split("|")[1]) for line in booked.splitlines())
        assert count == 6, booked  # a place in a group only where one meets in their shifts


def rows(service, query):
    return [json.loads(line) for line in service.sql(f"SELECT to_jsonb(q) FROM ({query}) q").splitlines()]


def holds(interval, moment):
    return interval[0] <= moment < interval[1]


def everybody_is_booked_within_their_shifts_their_rest_and_the_cover_of_their_team():
    """Said once more in Python, from what is stored."""
    span = "extract(epoch FROM lower({0}))::bigint AS a, extract(epoch FROM upper({0}))::bigint AS z"
    with Service(NOW, full=True) as service:
        service.start("--demo")
        held = "SELECT count(*) FROM diary WHERE state = 'held'"
        wait_for(lambda: int(service.sql(held)) >= 3, "seats to be held")
        shifts, away, team = {}, {}, {}
        for row in rows(service, """SELECT person_id, extract(epoch FROM s)::bigint AS a, l, k FROM roster,
                unnest(starts, seconds, kinds) AS e (s, l, k) WHERE k <> 'rest_day'"""):
            shifts.setdefault(row["person_id"], []).append((row["a"], row["a"] + row["l"], row["k"]))
        for row in rows(service, f"SELECT person_id, {span.format('during')} FROM absence"):
            away.setdefault(row["person_id"], []).append((row["a"], row["z"]))
        for row in rows(service, "SELECT person_id, team_id FROM team_member WHERE upper(during) = 'infinity'"):
            team[row["person_id"]] = row["team_id"]
        booked = [(row["person_id"], row["a"], row["z"], row["takes_time"]) for row in rows(
            service, f"""SELECT person_id, takes_time, {span.format('during')} FROM diary
                WHERE part = 'attendee' AND state IN ('held', 'confirmed')""")]
        assert len(shifts) == 300 and len(away) > 20 and len(booked) >= 9, (len(shifts), len(away), len(booked))
        for who, start, end, takes_time in booked:
            own = shifts[who]
            inside = [shift for shift in own if shift[0] <= start and end <= shift[1]]
            assert inside, ("outside duty", who, start, own)
            assert not any(a < end and start < z for a, z in away.get(who, ())), ("away", who, start)
            nights = [z for a, z, kind in own if kind == "night" and z <= start < z + 11 * 3600]
            assert not nights or inside[0][2] == "night", ("after a night", who, start)
            if not takes_time:
                continue
            moments = {start} | {a for other, a, _, _ in booked if start <= a < end}
            for moment in moments:
                mates = [mate for mate in shifts if team[mate] == team[who] and any(
                    holds(shift, moment) for shift in shifts[mate])
                    and not any(holds(absent, moment) for absent in away.get(mate, ()))]
                gone = sum(takes and other in mates and a <= moment < z for other, a, z, takes in booked)
                assert gone <= max(1, min(2, len(mates) * 15 // 100)), ("cover", who, moment, gone, len(mates))


def two_years_end_in_a_present_of_held_seats_and_a_past_of_lapsed_ones():
    with Service(NOW, full=True) as service:
        service.start("--demo")
        held = "SELECT count(*) FROM diary WHERE state = 'held'"
        wait_for(lambda: int(service.sql(held)) >= 3, "seats to be held")
        past = service.sql(f"SELECT count(*) FROM session WHERE lower(during) < '{NOW}'")
        assert int(past) == 0, "sessions are in the future only"
        stale = service.sql(f"SELECT count(*) FROM need WHERE latest_at < '{NOW}' "
                            "AND state <> 'lapsed'")
        assert int(stale) == 0, "what is over has lapsed"
        assert int(service.sql("SELECT count(*) FROM need WHERE state = 'lapsed'")) > 50
        late = service.sql("SELECT count(*) FROM crossing WHERE found_late")
        assert int(late) == 0, "everything is recorded in order"
        slow = service.sql("SELECT count(*) FROM exposure JOIN team_member USING (person_id) JOIN "
                           "person USING (person_id) WHERE reference NOT LIKE '%officer%' "
                           "AND exposure.recorded_at - occurred_at NOT BETWEEN '0' AND interval '2 days'")
        assert int(slow) == 0, "what is met is recorded within two days"


def doing_it_twice_adds_nothing_and_a_small_one_grows():
    with Service(NOW) as service:
        service.run("demo", "--small")
        service.start("--demo")
        people = service.json("load")["people"]
        assert len([one for one in people if "officer" in one["person"]]) == 6
        assert len([one for one in people if "host" in one["person"]]) == 8
        assert len(people) == 6 + 8 + 4
        service.run("demo")
        before = service.sql(COUNTS)
        assert before.split()[0] == "312", before
        again = service.run("demo").stdout
        assert "nothing was added" in again, again
        assert service.sql(COUNTS) == before


def begin(service):
    """A demonstration that was stopped right after it was founded."""
    service.start()
    service.sql(f"UPDATE organisation SET demonstration = true, created_at = '{NOW}'")


def killed_half_way_the_next_start_completes_it():
    exposures = """
        SELECT reference, count(*), sum(extract(epoch FROM occurred_at)::bigint)
        FROM person LEFT JOIN exposure USING (person_id) GROUP BY reference ORDER BY reference"""
    with Service(NOW, full=True) as service, Service(NOW) as whole:
        begin(whole)
        whole.run("demo")
        begin(service)
        filling = subprocess.Popen([PROGRAM, "demo", *service.arguments()],
                                   stdout=subprocess.DEVNULL, cwd="/")
        wait_for(lambda: int(service.sql("SELECT count(*) FROM exposure")) > 2000,
                 "the demonstration to be filled in part")
        filling.kill()
        filling.wait()
        assert service.sql(exposures) != whole.sql(exposures), "it was killed too late"
        service.end()
        service.start("--demo")
        assert service.sql(exposures) == whole.sql(exposures)
        assert service.sql("SELECT count(*) FROM team_member") == "300\n"
        assert "nothing was added" in service.run("demo").stdout


def a_database_of_real_people_is_refused():
    with Service(NOW) as service:
        service.start()
        before = service.sql(COUNTS)
        refused = service.run("demo", ok=False)
        assert refused.returncode == 1 and "real" in refused.stderr, refused
        assert service.sql(COUNTS) == before


def the_second_start_is_quick():
    with Service(NOW, full=True) as service:
        service.start("--demo")
        service.end()
        started = time.monotonic()
        service.start("--demo")
        assert time.monotonic() - started < 10, "two seconds on a machine that is not busy"


run_tests(three_hundred_people_in_twelve_teams_some_above_a_line_and_most_below,
          everybody_in_a_team_has_a_name_and_a_line_manager_with_about_a_dozen_people,
          the_supervisors_team_has_accepted_sessions_of_the_coming_days,
          everybody_is_booked_within_their_shifts_their_rest_and_the_cover_of_their_team,
          two_years_end_in_a_present_of_held_seats_and_a_past_of_lapsed_ones,
          doing_it_twice_adds_nothing_and_a_small_one_grows,
          killed_half_way_the_next_start_completes_it,
          a_database_of_real_people_is_refused,
          the_second_start_is_quick)
