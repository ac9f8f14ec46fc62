#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Trends as the wellbeing service meets them, and as somebody does who wants to know about one person.

Days pass from one test to the next: they are in order.
"""

import csv
import io
import json
import re
import sys
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, new_id, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

SATURDAY = "2026-11-21T20:00:00Z"
MONDAY = "2026-11-23T06:01:00Z"
PRIME = 2**61 - 1
LEAST = 10
ALL = "00000000-0000-0000-0000-000000000000"
# A total of a measure, and what it is made of.
VALUES = {"load": "people", "over": "over_line", "event": "entries", "interaction": "entries",
          "material": "entries", "offers": "offered"}
SHOWN = ("people", "load_median", "load_low", "load_high", "over_line", "entries", "minutes",
         "offered", "taken_up", "wait_days")
service = Service(clock=SATURDAY, full=True)


def periods():
    return int(service.sql("SELECT count(*) FROM trend_period"))


def signed_in(role="wellbeing"):
    visitor = Visitor(service)
    password = (service.data / "demonstration-password").read_text().strip()
    assert visitor.sign_in(role, password).status == 200
    return visitor


def table(path="/trends.csv"):
    page = signed_in().get(path)
    assert page.status == 200, page.status
    return list(csv.DictReader(io.StringIO(page.body)))


def teams():
    """The demonstration's teams, by name."""
    lines = service.sql("SELECT name, team_id FROM team").splitlines()
    return dict(line.split("|") for line in lines)


def stored(week):
    """What is kept of a week, without ids."""
    return service.sql(
        "SELECT measure, role, name, hidden, people, load_median, load_low, load_high, over_line "
        "FROM trend LEFT JOIN team USING (team_id) WHERE weeks = 1 AND begins_at = :'week' "
        "ORDER BY 1, 2, 3", week=week)


def make_again(week, clock):
    """Has a week made anew, as if it had not been."""
    service.sql("DELETE FROM trend WHERE begins_at = :'week' AND weeks = 1;"
                "DELETE FROM trend_period WHERE begins_at = :'week' AND weeks = 1", week=week)
    service.restart_at(clock)
    wait_for(lambda: stored(week), "the week to be made")
    return stored(week)


class Adversary:
    """Solves the linear equations that what is shown gives, exactly."""

    def __init__(self):
        self.rows = {}

    def reduced(self, row):
        row = list(row)
        for place, known in self.rows.items():
            if row[place]:
                times = row[place]
                row = [(a - times * b) % PRIME for a, b in zip(row, known)]
        return row

    def learn(self, row):
        row = self.reduced(row)
        place = next((i for i, value in enumerate(row) if value), None)
        if place is not None:
            inverse = pow(row[place], -1, PRIME)
            row = [value * inverse % PRIME for value in row]
            for other, known in self.rows.items():
                if known[place]:
                    times = known[place]
                    self.rows[other] = [(a - times * b) % PRIME for a, b in zip(known, row)]
            self.rows[place] = row

    def knows(self, row):
        return not any(self.reduced(row))


def wellbeing_begins_at_the_trends_and_nobody_else_opens_them():
    service.start("--demo")
    wait_for(lambda: periods() == 15, "twelve weeks and three times four")
    page = signed_in().get("/")
    assert page.status == 200 and "Trends: Everybody" in page.text, page.text[:200]
    for role in ("officer", "supervisor", "facilitator", "administrator", "auditor", "clinician"):
        for path in ("/trends", "/trends.csv", "/trends/hiding", "/cy/trends?kind=event"):
            assert signed_in(role).get(path).status == 403, (role, path)


def the_page_says_which_teams_are_hidden_and_not_which_of_them_is_small():
    page = signed_in().get("/trends")
    assert "Hidden: 2 of 12 teams." in page.text
    names = page.text.split("what is left of a total: ")[1].split(".")[0]
    assert sorted(names.split(" and ")) == [
        "Demonstration child protection", "Demonstration material review"], names
    rows = {row["team"]: row["hidden"] for row in table() if row["hidden"]}
    assert set(rows.values()) == {"withheld"} and len(rows) >= 2, rows
    assert "300" in page.text and "Load falls because time passes" in page.text
    assert "recover" not in page.text.replace("not because people have recovered", "")


def a_hidden_team_shows_no_number_whatever_is_asked_for():
    visitor = signed_in()
    for name in ("Demonstration child protection", "Demonstration material review"):
        for kind in ("", "event", "interaction", "material"):
            page = visitor.get(f"/trends?team={teams()[name]}&kind={kind}&weeks=52")
            assert page.status == 200 and f"Trends: {name}" in page.text, page.status
            shown = page.text.split("People counted")[1]
            assert not re.search(r"[1-9]\d*%", shown.replace("125%+", "")), (name, shown)
    for row in table():
        if row["team"] in ("Demonstration child protection", "Demonstration material review"):
            assert row["hidden"] and not any(row[column] for column in SHOWN), row


def what_is_hidden_is_not_in_the_database():
    values = ", ".join(SHOWN)
    assert service.sql(f"SELECT count(*) FROM trend WHERE hidden IS NOT NULL "
                       f"AND num_nonnulls({values}) > 0").strip() == "0"
    assert int(service.sql("SELECT count(*) FROM trend WHERE hidden IS NOT NULL")) > 0
    assert service.sql("SELECT min(people) >= 10 FROM trend").strip() == "t"
    # The role of the pages sees nobody's log or team without saying who asks, and writes no trend.
    for statement in ("SELECT count(*) FROM team_member",
                      "INSERT INTO trend_period VALUES (gen_random_uuid(), 1, now(), 'infinity', now())",
                      "UPDATE trend SET people = 1", "DELETE FROM trend"):
        try:
            service.sql(f"SET ROLE plimsoll_web; {statement}")
        except AssertionError as refused:
            assert "permission denied" in str(refused), refused
        else:
            raise AssertionError(f"the web role may: {statement}")
    assert service.sql("SET ROLE plimsoll_web; SELECT count(*) FROM exposure").strip() == "0"


def all_that_is_shown_together_determines_nothing_that_is_hidden():
    """Every choice of every page, every week, and both roles and teams as equations."""
    names = sorted(teams())
    roles = {}
    for row in table():
        if row["team"]:
            roles[row["team"]] = row["role"]
    assert sorted(roles) == names

    def leaves(row):
        return [int(row["team"] == name or (not row["team"] and row["role"] in ("", roles[name])))
                for name in names]

    rows = table("/trends.csv?weeks=52")
    for name in names:
        rows += table(f"/trends.csv?team={teams()[name]}")
    for role in set(roles.values()):
        rows += table(f"/trends.csv?role={role}")
        rows += table(f"/trends.csv?role={role}&kind=material")
    totals = {(row["begins"], row["measure"]) for row in rows}
    # Who is counted hardly changes, so of people all weeks are equations about the same unknowns.
    totals |= {(None, "load")}
    sizes = {name: int(service.sql(
        "SELECT count(*) FROM team_member WHERE team_id = :'team' AND during @> timestamptz '2026-11-16'",
        team=teams()[name])) for name in names}
    for begins, measure in totals:
        adversary = Adversary()
        mine = [row for row in rows if row["measure"] == measure and begins in (None, row["begins"])]
        for row in mine:
            if row[VALUES[measure]]:
                adversary.learn(leaves(row))
        for row in mine:
            if row["hidden"]:
                assert not row[VALUES[measure]]
                assert not adversary.knows(leaves(row)), (begins, measure, row["role"], row["team"])
        for count in range(1, 4):
            for some in combinations(names, count):
                if sum(sizes[name] for name in some) < LEAST:
                    assert not adversary.knows([int(name in some) for name in names]), some


def tried():
    """What the attempt to work out all that is withheld came to, and how it ended."""
    done = service.run("audit", "disclosure", "--json", ok=False)
    return json.loads(done.stdout), done.returncode


def an_auditor_tries_to_work_it_out_and_fails():
    result, code = tried()
    assert code == 0 and result["disclosed"] == [] and result["contradictory"] == 0, result
    assert result["periods"] == periods() and result["withheld"] > 50, result
    assert result["published"] > 200 and result["narrowest"] >= 9, result
    said = service.run("audit", "disclosure").stdout
    assert f"{result['withheld']} withheld" in said and "None of those withheld" in said, said


def what_is_published_by_mistake_is_found():
    """One number too many gives the other by subtraction; one that is changed fits no other."""
    name = "Demonstration material review"
    of = (f"WHERE measure = 'load' AND team_id = '{teams()[name]}' AND begins_at = "
          "(SELECT max(begins_at) FROM trend WHERE weeks = 1)")
    service.sql(f"UPDATE trend SET hidden = NULL, people = 14 {of}")
    result, code = tried()
    assert code == 1, result
    assert {(row["role"], row["team"], row["number"]) for row in result["disclosed"]} == {
        ("social_work", "Demonstration child protection", "people"), ("social_work", "", "people"),
        ("reviewer", "", "people")}, result
    said = service.run("audit", "disclosure", ok=False)
    assert said.returncode == 1 and ("Demonstration child protection, 1 week from "
                                     in said.stdout), said.stdout
    assert "how many people it has can be worked out." in said.stdout, said.stdout
    service.sql(f"UPDATE trend SET people = 400 {of}")
    result, code = tried()
    assert code == 1 and result["contradictory"] == 1, result
    service.sql(f"UPDATE trend SET hidden = 'withheld', people = NULL {of}")
    assert tried()[1] == 0


def counts_in_the_file_are_rounded_to_five():
    rows = table()
    assert len(rows) > 100
    for row in rows:
        for column in ("people", "over_line", "entries", "minutes", "offered", "taken_up"):
            assert not row[column] or int(row[column]) % 5 == 0, (column, row)


def what_does_not_exist_is_not_found():
    visitor = signed_in()
    for query in (f"team={ALL[:-1]}7", "team=x", "role=none-such", "kind=fear", "weeks=3"):
        assert visitor.get(f"/trends?{query}").status == 404, query
        assert visitor.get(f"/trends.csv?{query}").status == 404, query


def the_page_about_hiding_names_the_numbers_in_force():
    page = signed_in().get("/trends/hiding")
    assert page.status == 200 and "fewer than 10 people is hidden" in page.text
    assert "for 20 people or more" in page.text
    assert "Sut mae cuddio'n gweithio" in signed_in().get("/cy/trends/hiding").text


def a_team_of_nine_is_never_shown_and_one_of_ten_is():
    def grow(to):
        # People of the front desk come over on the Sunday, before the week begins, for one.
        service.sql(
            "WITH moved AS (SELECT person_id FROM team_member JOIN team USING (team_id) "
            "WHERE name = 'Demonstration front desk' AND upper(during) = 'infinity' "
            "ORDER BY person_id LIMIT :more) UPDATE team_member SET team_id = :'child' "
            "FROM moved WHERE team_member.person_id = moved.person_id "
            "AND upper(during) = 'infinity'", child=teams()["Demonstration child protection"],
            more=to - 7)

    def child(clock, week):
        service.restart_at(clock)
        wait_for(lambda: stored(week), "the week to be made")
        return [line.split("|") for line in stored(week).splitlines()
                if line.startswith("load|") and "child protection" in line][0]

    grow(9)
    nine = child(MONDAY, "2026-11-16")
    assert nine[3] == "withheld" and nine[4] == "", nine
    grow(8)  # one more, who makes ten
    ten = child("2026-11-30T06:01:00Z", "2026-11-23")
    assert ten[3] == "" and ten[4] == "10", ten


def who_comes_in_the_course_of_a_week_is_counted_from_the_next():
    week = "2026-11-30"
    service.restart_at("2026-12-02T12:00:00Z")
    service.sql("WITH left_then AS (UPDATE team_member SET during = tstzrange(lower(during), "
                "'2026-12-02') WHERE upper(during) = 'infinity' AND team_id = :'child' "
                "RETURNING person_id, organisation_id) "
                "INSERT INTO team_member SELECT person_id, :'review', organisation_id, "
                "tstzrange('2026-12-02', 'infinity'), '2026-12-02' FROM left_then",
                child=teams()["Demonstration child protection"],
                review=teams()["Demonstration material review"])
    service.restart_at("2026-12-07T06:01:00Z")
    wait_for(lambda: stored(week), "the week to be made")
    assert "child protection||10|" in stored(week) and "material review||14|" in stored(week)
    service.restart_at("2026-12-14T06:01:00Z")
    wait_for(lambda: stored("2026-12-07"), "the week to be made")
    assert "child protection" not in stored("2026-12-07")
    assert "material review||24|" in stored("2026-12-07")


def an_entry_that_was_removed_by_then_leaves_no_trace():
    week = "2026-12-07"
    person = service.sql("SELECT person_id FROM person WHERE reference = 'demonstration-response-1-01'"
                         ).strip()

    def log():
        entries = []
        # Enough of them to move the highest tenth of the team.
        for _ in range(4):
            status, answer = service.ask("POST", "/api/v1/exposures", {
                "id": new_id(), "person": "demonstration-response-1-01",
                "category": "INC_CHILD_DEATH", "involvement": "direct",
                "occurred_at": "2026-12-13T12:00:00Z"})
            assert status == 201, answer
            entries.append(answer["id"])
        return entries

    before = make_again(week, "2026-12-14T06:02:00Z")
    for entry in log():
        status, answer = service.ask("DELETE", f"/api/v1/people/{person}/exposures/{entry}")
        assert status in (200, 204), answer
    assert make_again(week, "2026-12-14T06:03:00Z") == before
    # What is logged late is not added to what is made.
    log()
    service.restart_at("2026-12-14T06:04:00Z")
    wait_for(lambda: signed_in().get("/trends").status == 200, "the service")
    assert stored(week) == before
    # And had it been there in time, it would have shown: the comparison can fail.
    for _ in range(3):
        log()
    for number in range(2, 13):
        service.sql("INSERT INTO exposure SELECT (SELECT person_id FROM person WHERE reference = "
                    "'demonstration-response-1-' || :'number'), gen_random_uuid(), organisation_id, "
                    "occurred_at, recorded_at, category, involvement, modifiers, minutes, items, "
                    "source, NULL, policy_version, 500 FROM exposure WHERE person_id = :'person' "
                    "AND occurred_at = '2026-12-13T12:00:00Z' LIMIT 1", number=f"{number:02}",
                    person=person)
    assert make_again(week, "2026-12-14T06:05:00Z") != before


def a_week_is_made_once():
    made = service.sql("SELECT weeks, begins_at, made_at FROM trend_period ORDER BY 1, 2")
    service.restart_at("2026-12-14T18:00:00Z")
    wait_for(lambda: signed_in().get("/trends").status == 200, "the service")
    assert service.sql("SELECT weeks, begins_at, made_at FROM trend_period ORDER BY 1, 2") == made


def after_a_stop_what_was_missed_is_made():
    service.restart_at("2027-01-12T12:00:00Z")
    for week in ("2026-12-14", "2026-12-21", "2026-12-28", "2027-01-04"):
        wait_for(lambda week=week: stored(week), f"the week of {week}")


with service:
    run_tests(wellbeing_begins_at_the_trends_and_nobody_else_opens_them,
              the_page_says_which_teams_are_hidden_and_not_which_of_them_is_small,
              a_hidden_team_shows_no_number_whatever_is_asked_for,
              what_is_hidden_is_not_in_the_database,
              all_that_is_shown_together_determines_nothing_that_is_hidden,
              an_auditor_tries_to_work_it_out_and_fails,
              what_is_published_by_mistake_is_found,
              counts_in_the_file_are_rounded_to_five,
              what_does_not_exist_is_not_found,
              the_page_about_hiding_names_the_numbers_in_force,
              a_team_of_nine_is_never_shown_and_one_of_ten_is,
              who_comes_in_the_course_of_a_week_is_counted_from_the_next,
              an_entry_that_was_removed_by_then_leaves_no_trace,
              a_week_is_made_once,
              after_a_stop_what_was_missed_is_made)
