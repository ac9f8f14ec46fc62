#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Three hundred people on real shift patterns are planned for a month, by rules that are counted here anew."""

import json
import sys
from bisect import bisect_right
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

NOW = datetime(2026, 11, 26, 9, 30)
MARGIN = timedelta(0)
service = Service(f"{NOW:%Y-%m-%dT%H:%M:%SZ}", full=True)


def rows(query, **values):
    return json.loads(service.sql(f"SELECT coalesce(json_agg(t), '[]') FROM ({query}) t", **values))


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=None)


def works():
    """When each person works, leave taken away; of those whose roster is known."""
    found, away = {}, {}
    for row in rows("SELECT person_id, lower(during) AS start, upper(during) AS until FROM absence "
                    "WHERE upper(during) < 'infinity'"):
        away.setdefault(row["person_id"], []).append((at(row["start"]), at(row["until"])))
    for row in rows("""SELECT person_id, start, start + lasts * interval '1 second' AS until, kind
            FROM roster, unnest(starts, seconds, kinds) AS entry (start, lasts, kind)"""):
        mine = found.setdefault(row["person_id"], [])
        start, until = at(row["start"]), at(row["until"])
        if row["kind"] != "rest_day" and not any(a < until and start < b for a, b in away.get(row["person_id"], ())):
            mine.append((start, until))
    return {person: sorted(duty) for person, duty in found.items()}


def bookings():
    return rows("""SELECT person_id, session_id, lower(diary.during) AS start, upper(diary.during) AS until,
            team_id, host_person_id, diary.state, takes_time,
            need.earliest_at, need.latest_at, need.kinds, session.kind
        FROM diary JOIN session USING (session_id) JOIN need USING (person_id, need_id)
            LEFT JOIN team_member ON team_member.person_id = diary.person_id
                AND upper(team_member.during) = 'infinity'
        WHERE part = 'attendee' AND diary.state IN ('held', 'confirmed')""".replace(
                "SELECT person_id", "SELECT diary.person_id").replace(" session_id, lower", " diary.session_id, lower"))


def is_on_duty(duty, moment):
    place = bisect_right(duty, (moment, datetime.max)) - 1
    return place >= 0 and duty[place][0] <= moment < duty[place][1]


def every_rule_holds():
    duty, held = works(), bookings()
    teams = {}
    for row in rows("SELECT person_id, team_id FROM team_member WHERE upper(during) = 'infinity'"):
        teams.setdefault(row["team_id"], []).append(row["person_id"])
    for one in held:
        start, until = at(one["start"]), at(one["until"])
        assert one["kind"] in one["kinds"], one
        assert at(one["earliest_at"]) <= start <= at(one["latest_at"]), one
        mine = duty.get(one["person_id"])
        if mine is None or not one["takes_time"]:
            continue
        inside = [(a, b) for a, b in mine if a - MARGIN <= start and until <= b + MARGIN]
        assert inside, ("outside of every shift", one)
        if one["team_id"] is None:
            continue
        mates = teams[one["team_id"]]
        on_duty = sum(is_on_duty(duty.get(mate, []), start) for mate in mates)
        away = {other["person_id"] for other in held if other["team_id"] == one["team_id"] and other["takes_time"]
                and at(other["start"]) <= start < at(other["until"])
                and is_on_duty(duty.get(other["person_id"], []), start)}
        assert on_duty == 0 or len(away) <= max(1, min(2, on_duty * 15 // 100)), (len(away), on_duty, one)
    assert service.sql("""SELECT count(*) FROM diary a JOIN diary b ON a.person_id = b.person_id
        AND a.booking_id < b.booking_id AND a.during && b.during WHERE a.takes_time AND b.takes_time
        AND a.state IN ('held', 'confirmed') AND b.state IN ('held', 'confirmed')""") == "0\n"
    assert service.sql("""SELECT count(*) FROM session_seat WHERE taken > capacity""") == "0\n"
    assert service.sql("""SELECT count(*) FROM diary JOIN session USING (session_id) JOIN reports_to
        ON reports_to.person_id = diary.person_id AND manager_person_id = host_person_id
        AND reports_to.during && diary.during WHERE part = 'attendee' AND need_id IS NOT NULL
        AND diary.state = 'held'""") == "0\n"
    return len(held)


def need_something(day):
    """Every fourth person needs a session within some weeks, some of them soon."""
    service.sql("""INSERT INTO need (person_id, need_id, organisation_id, response, kinds, minutes, priority,
            earliest_at, latest_at, notice_seconds, answer_seconds, hold_from, state, try_at, created_at, changed_at)
        SELECT person_id, gen_random_uuid(), organisation_id, 'test', CASE WHEN n % 3 = 0
                THEN '{support_group}'::text[] ELSE '{reflective_supervision,support_group}' END, 45,
            CASE WHEN n % 7 = 0 THEN 20 ELSE 10 END, :'now'::timestamptz + interval '1 day',
            :'now'::timestamptz + interval '1 day' * (7 + n % 21), 86400, 259200, :'now', 'open', :'now', :'now', :'now'
        FROM (SELECT *, row_number() OVER (ORDER BY reference) AS n FROM person) numbered
        WHERE n % 4 = :day AND NOT EXISTS (SELECT FROM need WHERE need.person_id = numbered.person_id
            AND need.kinds[1] IN ('support_group', 'reflective_supervision') AND need.state IN ('open', 'no_seat', 'held'))
        ON CONFLICT DO NOTHING""", now=f"{NOW + timedelta(days=7 * day):%Y-%m-%d %H:%M:%S+00}", day=str(day))


def a_month_of_three_hundred_people_is_planned_and_proven():
    for week in range(4):
        if week:
            service.restart_at(f"{NOW + timedelta(days=7 * week):%Y-%m-%dT%H:%M:%SZ}")
        need_something(week)
        wait_for(lambda: service.sql("SELECT count(*) FROM need WHERE state = 'open' AND try_at <= :'now'",
                                     now=f"{NOW + timedelta(days=7 * week):%Y-%m-%d %H:%M:%S+00}") == "0\n",
                 "everybody to be looked at")
        every_rule_holds()
        foreseen = service.json("plan", "--dry-run", "--json")
        assert foreseen["verified"] and not foreseen["applied"], foreseen
        done = service.json("plan", "--json")
        assert done["verified"] and done["applied"], done
        assert done["needs"] and done["needs"] >= 10, done
        assert every_rule_holds() > 30
        again = service.json("plan", "--json")
        assert again["moved"] is None, again  # nobody, or very few whose seat had gone


def the_check_can_be_asked_for_by_itself():
    before = service.sql("SELECT md5(string_agg(diary::text, '' ORDER BY booking_id)) FROM diary")
    said = service.run("plan", "--verify")
    assert "proven the best by its prices" in said.stdout, said.stdout
    assert service.sql("SELECT md5(string_agg(diary::text, '' ORDER BY booking_id)) FROM diary") == before


def page(name, path):
    visitor = Visitor(service)
    assert visitor.sign_in(name, (service.data / "demonstration-password").read_text().strip()).status == 200
    return visitor.get(path)


def before_the_first_night_there_is_nothing_to_show():
    assert "There is nothing to show yet" in page("wellbeing", "/plan").text


def the_wellbeing_service_sees_the_plan_of_last_night_and_nobody_else():
    wait_for(lambda: service.sql("SELECT count(*) FROM plan_outcome") == "1\n", "the planner to look")
    shown = page("wellbeing", "/plan")
    assert shown.status == 200 and "no other plan makes better use" in shown.text, shown.text
    assert "How full the programme is" in shown.text and "Reflective supervision" in shown.text, shown.text
    for table in ("plan_outcome", "plan_week", "plan_missing"):
        kept = service.sql(f"SELECT * FROM {table}")
        assert not any(row["person_id"] in kept for row in rows("SELECT person_id FROM person"))
    for name in ("officer", "supervisor", "facilitator", "administrator", "auditor", "clinician"):
        assert page(name, "/plan").status in (403, 404), name


with service:
    service.start("--demo")
    run_tests(before_the_first_night_there_is_nothing_to_show,
              a_month_of_three_hundred_people_is_planned_and_proven,
              the_check_can_be_asked_for_by_itself,
              the_wellbeing_service_sees_the_plan_of_last_night_and_nobody_else)
