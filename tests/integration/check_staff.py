#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""`plimsoll import staff`: who joins, is somewhere else, leaves and reports to whom."""

import csv
import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import booking  # noqa: E402
from service import PROGRAM, Service, new_id, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

NOW = "2026-11-26T12:00:00Z"
MAPPING = {"staff_mapping": 1, "number": "No", "name": ["First", "Last"], "sign_in": "E-mail",
           "team": "Team", "manager": "Manager", "joined": "Joined", "left": "Left",
           "date": "DD/MM/YYYY", "roles": "Roles",
           "profile": {"column": "Job", "values": [{"value": "PC", "means": "response"},
                                                   {"value": "Call-taker", "means": "control_room"}],
                       "otherwise": "front_desk"}}
HEADER = "No,First,Last,E-mail,Team,Manager,Joined,Left,Roles,Job\n"


def person(number, manager="", team="A", job="PC", joined="", left="", roles="", name="Pat"):
    return f"{number},{name},P{number},p{number}@x.example,{team},{manager},{joined},{left},{roles},{job}\n"


def three():
    return HEADER + person(1001) + person(1002, 1001) + person(1003, 1001)


class Importer:
    def __init__(self, service):
        self.service = service

    def file(self, name, content):
        path = self.service.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    def command(self, content, *more, mapping=None, **changes):
        document = json.dumps(mapping or {**MAPPING, **changes})
        return ["import", "staff", self.file("staff.csv", content), "--mapping",
                self.file("staff.json", document), *more]

    def run(self, content, *more, ok=True, **changes):
        return self.service.run(*self.command(content, *more, **changes), ok=ok)

    def report(self, content, *more, **changes):
        return self.service.json(*self.command(content, *more, **changes))

    def refused(self, content, *more, **changes):
        done = self.run(content, *more, ok=False, **changes)
        assert done.returncode == 1, done
        return done.stderr


def importing(test):
    """A test with a service that runs and an importer."""
    def run():
        with Service(NOW) as service:
            service.start()
            test(service, Importer(service))
    run.__name__ = test.__name__
    return run


def all_rows(service):
    return service.sql("""SELECT * FROM person ORDER BY 1; SELECT * FROM account ORDER BY 1;
        SELECT * FROM team ORDER BY 1; SELECT * FROM team_member ORDER BY 1, during;
        SELECT * FROM reports_to ORDER BY 1, during; SELECT * FROM sign_in_name ORDER BY 1;
        SELECT * FROM former_profile ORDER BY 1; SELECT * FROM audit_entry ORDER BY 1, number""")


def settled_rows(service):
    """All rows, once what the engine does as it starts is done."""
    wait_for(lambda: '"event":"states_checked"' in service.log.read_text(), "the engine's first tick")
    return all_rows(service)


def lines(service):
    """{staff number: that of the line manager} as it is."""
    found = service.sql("""SELECT p.reference, m.reference FROM reports_to
        JOIN person p USING (person_id) JOIN person m ON m.person_id = manager_person_id
        WHERE upper(during) = 'infinity' ORDER BY 1""")
    return dict(line.split("|") for line in found.splitlines())


def account(service, number):
    return service.sql("SELECT display_name, sign_in_name, roles, state, language, nation "
                       "FROM account JOIN person USING (person_id) "
                       f"WHERE reference = '{number}'").strip()


@importing
def people_join_with_a_name_a_team_and_a_line_manager(service, staff):
    report = staff.report(three())
    assert (report["joins"], report["changed"], report["leaves"]) == (3, 0, 0), report
    assert account(service, 1001) == \
        "Pat P1001|p1001@x.example|{officer,supervisor}|active|en|england-and-wales"
    assert "{officer}" in account(service, 1002)
    assert lines(service) == {"1002": "1001", "1003": "1001"}
    assert service.sql("SELECT name, count(*) FROM team_member JOIN team USING (team_id) "
                       "GROUP BY 1") == "A|3\n"
    trail = service.run("audit", "list").stdout
    assert "imported a list of staff" in trail, trail
    assert "made the account" in service.run("audit", "list", "--person", "1002").stdout


@importing
def a_dry_run_says_all_of_it_and_writes_nothing(service, staff):
    before = settled_rows(service)
    report = staff.report(three(), "--dry-run")
    assert report["joins"] == 3 and [item["staff_number"] for item in report["joining"]] == [
        "1001", "1002", "1003"]
    said = staff.run(three(), "--dry-run").stdout
    assert "Nothing was written" in said and "3  people join" in said, said
    assert all_rows(service) == before


def rota(number, pattern, since):
    return f"{number},Pat,P{number},p{number}@x.example,{pattern},{since}\n"


ON_PATTERN = {"staff_mapping": 1, "number": "No", "name": ["First", "Last"], "sign_in": "E-mail",
              "date": "DD/MM/YYYY", "shift_pattern_from": "Since",
              "shift_pattern": {"column": "Rota", "values": [{"value": "2x2x2", "means": "two-two-two-four"}]}}
ROTA_HEADER = "No,First,Last,E-mail,Rota,Since\n"


def worked(service, number):
    """Their shifts of the first days that are known, and until when it is."""
    return service.sql(f"""SELECT upper(covers)::date, (SELECT string_agg(to_char(s, 'DD ') || k, ', ' ORDER BY s) FROM (
        SELECT s, k FROM unnest(starts, kinds) AS e (s, k) WHERE k <> 'rest_day' ORDER BY 1 LIMIT 4) AS first)
        FROM roster JOIN person USING (person_id) WHERE reference = '{number}'""").strip()


@importing
def a_column_puts_people_on_a_shift_pattern_with_their_own_first_day(service, staff):
    rows = (ROTA_HEADER + rota(1001, "2x2x2", "24/11/2026") + rota(1002, "2x2x2", "01/12/2026")
            + rota(1003, "office", "30/11/2026") + rota(1004, "", ""))
    before = settled_rows(service)
    report = staff.report(rows, "--dry-run", mapping=ON_PATTERN)
    assert (report["joins"], report["on_shift_pattern"], report["changed_time"]) == (4, 3, 0), report
    assert all_rows(service) == before and service.sql("SELECT count(*) FROM roster") == "0\n"
    report = staff.report(rows, mapping=ON_PATTERN)
    assert (report["on_shift_pattern"], report["changed_time"]) == (3, 3), report
    assert worked(service, 1001) == "2027-02-22|24 early, 25 early, 26 late, 27 late", worked(service, 1001)
    assert worked(service, 1002).endswith("|23 late, 24 late, 25 night, 26 night"), worked(service, 1002)
    assert worked(service, 1003).startswith("2027-02-22|23 day, 24 day, 25 day"), worked(service, 1003)
    assert worked(service, 1004) == "", "a cell with nothing in it says nothing"
    assert staff.report(rows, mapping=ON_PATTERN)["changed_time"] == 0
    moved = staff.run(rows.replace("01/12/2026", "02/12/2026"), "--dry-run", mapping=ON_PATTERN).stdout
    assert "3 lines put somebody on a shift pattern; of 3 who are there the time of 1 would change" in moved, moved
    assert worked(service, 1002).endswith("|23 late, 24 late, 25 night, 26 night"), worked(service, 1002)


@importing
def a_shift_pattern_that_is_not_known_leaves_its_line_out(service, staff):
    rows = (ROTA_HEADER + rota(1001, "3x3x3", "24/11/2026") + rota(1002, "2x2x2", "soon") + rota(1003, "2x2x2", "")
            + rota(1004, "office", "01/12/2026") + rota(1005, "2x2x2", "24/11/2026") + rota(1005, "2x2x2", "25/11/2026")
            + rota(1006, "2x2x2", "24/11/2026"))
    said = staff.run(rows, mapping=ON_PATTERN).stdout
    for sentence in ("The shift pattern is not known.", "no day on which a cycle", "is no Monday",
                     "on more than one line"):
        assert sentence in said, (sentence, said)
    assert service.sql("SELECT string_agg(reference, ',') FROM roster JOIN person USING (person_id)") == "1006\n"
    faults = staff.refused(rows, mapping={**ON_PATTERN, "shift_pattern": {"column": "Rota", "values": [
        {"value": "A", "means": "pannama"}]}})
    assert 'Did you mean "panama"?' in faults, faults


@importing
def the_same_file_again_changes_nothing(service, staff):
    staff.run(three())
    before = settled_rows(service)
    report = staff.report(three())
    assert report["unchanged"] == 3 and report["joins"] == report["changed"] == 0, report
    after = all_rows(service)
    assert len(after.splitlines()) == len(before.splitlines()) + 1, "the organisation's trail"
    assert service.run("audit", "verify").returncode == 0


@importing
def a_mover_changes_what_the_file_says_and_the_past_stays(service, staff):
    staff.run(three())
    service.restart_at("2026-12-01T12:00:00Z")
    moved = HEADER + person(1001) + person(1002, 1003, team="B", job="Call-taker", name="Sam",
                                           joined="01/02/2020") + person(1003, 1001)
    report = staff.report(moved)
    assert report["changed"] == 2 and report["fields"] == {
        "name": 1, "sign_in_name": 0, "profile": 1, "team": 1, "manager": 1, "nation": 0,
        "joined": 1, "left": 0, "roles": 1}, report
    assert lines(service) == {"1002": "1003", "1003": "1001"}
    assert "supervisor" in account(service, 1003) and "Sam P1002" in account(service, 1002)
    assert service.sql("SELECT profile, joined_on FROM person WHERE reference = '1002'") == \
        "control_room|2020-02-01\n"
    past = service.sql("""SELECT former_profile.profile, upper(former_profile.during)::date,
        team.name, upper(team_member.during)::date FROM former_profile
        JOIN team_member USING (person_id) JOIN team USING (team_id)
        WHERE upper(team_member.during) < 'infinity'""")
    assert past == "response|2026-12-01|A|2026-12-01\n", past
    assert "changed the staff record" in service.run("audit", "list", "--person", "1002").stdout


@importing
def a_line_manager_may_stand_later_in_the_file_or_be_known_already(service, staff):
    staff.run(HEADER + person(1002, 1001) + person(1001))
    staff.run(HEADER + person(1003, 1001))
    assert lines(service) == {"1002": "1001", "1003": "1001"}


@importing
def line_managers_nobody_knows_are_told_and_nobody_manages_themselves(service, staff):
    report = staff.report(HEADER + person(1001, 1001) + person(1002, 9999))
    because = {item["staff_number"]: item["because"] for item in report["unresolved"]}
    assert because == {"1001": "self", "1002": "unknown"}, because
    assert lines(service) == {}


@importing
def lines_that_go_round_are_refused_with_the_chain(service, staff):
    before = settled_rows(service)
    circle = HEADER + person(1001, 1003) + person(1002, 1001) + person(1003, 1002)
    said = staff.refused(circle)
    assert "go round" in said and said.count("→") == 3 and "1002" in said, said
    assert all_rows(service) == before
    assert staff.report(circle, "--dry-run")["circle"].count("→") == 3
    staff.run(three())
    assert "→" in staff.refused(HEADER + person(1001, 1002)), "also over who is known already"


@importing
def who_left_is_signed_out_and_nobody_reports_to_them(service, staff):
    staff.run(three())
    report = staff.report(HEADER + person(1001, left="25/11/2026") + person(1002, 1001))
    assert report["leaves"] == 1 and report["unresolved"][0]["because"] == "left", report
    assert "|left|" in account(service, 1001) and lines(service) == {}
    names = service.sql("SELECT count(*) FROM sign_in_name JOIN person USING (person_id) "
                        "WHERE reference = '1001'")
    assert names == "0\n"
    assert "ended the account" in service.run("audit", "list", "--person", "1001").stdout
    again = staff.report(HEADER + person(1001, left="25/11/2026") + person(1002, 1001))
    assert again["leaves"] == again["changed"] == 0 and again["left_before"] == 1, again
    back = staff.report(HEADER + person(1001))
    assert back["returns"] == 1 and "|active|" in account(service, 1001), back


@importing
def who_is_to_leave_does_when_their_last_day_is_over(service, staff):
    staff.run(HEADER + person(1001) + person(1002, left="28/11/2026"))
    assert "|active|" in account(service, 1002)
    service.restart_at("2026-11-29T00:00:05Z")
    wait_for(lambda: "|left|" in account(service, 1002), "the last day to be over")
    assert "the service" in service.run("audit", "list", "--person", "1002").stdout
    assert "|active|" in account(service, 1001)


@importing
def calendars_of_who_left_are_gone_within_two_seconds(service, staff):
    staff.run(three())
    link = service.link("--host", "1002")
    assert service.get(link).status == 200
    staff.run(HEADER + person(1002, left="25/11/2026"))
    time.sleep(2)
    assert service.get(link).status == 404


@importing
def who_is_not_in_the_file_stays_unless_it_is_asked_for(service, staff):
    staff.run(three())
    report = staff.report(HEADER + person(1001))
    assert report["missing"] == 2 and report["leaves"] == 0, report
    report = staff.report(HEADER + person(1001), "--leavers-missing", "leave")
    assert report["leaves"] == 2 and "|left|" in account(service, 1003), report
    said = staff.refused(HEADER + person(1001), "--leavers-missing", "go")
    assert "keep or leave" in said


@importing
def nobody_leaves_because_their_line_could_not_be_read(service, staff):
    staff.run(three())
    wrong = HEADER + person(1001) + person(1002, joined="soon")
    report = staff.report(wrong, "--leavers-missing", "leave", "--dry-run")
    assert [item["staff_number"] for item in report["leaving"]] == ["1003"], report
    nameless = wrong + person("")
    report = staff.report(nameless, "--leavers-missing", "leave")
    assert report["leaves"] == 0 and report["rejects"] == {"no_number": 1, "wrong_joined": 1}, report


@importing
def more_than_one_in_ten_leave_only_where_it_is_confirmed(service, staff):
    many = HEADER + "".join(person(2000 + i) for i in range(100))
    staff.run(many)
    few = HEADER + "".join(person(2000 + i) for i in range(50))
    before = settled_rows(service)
    said = staff.refused(few, "--leavers-missing", "leave")
    assert "50 of 100 people would leave" in said, said
    assert all_rows(service) == before
    assert "--yes" in staff.run(few, "--leavers-missing", "leave", "--dry-run").stdout
    assert staff.report(few, "--leavers-missing", "leave", "--yes")["leaves"] == 50


@importing
def new_people_get_a_link_that_signs_them_in_once(service, staff):
    path = service.folder / "links.csv"
    # The folder is the service's as soon as it became its user; the file is the caller's.
    staff.run(three(), "--links", str(path), "--url", service.address)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    links = list(csv.reader(open(path, encoding="utf-8")))
    assert len(links) == 3 and {row[0] for row in links} == {"1001", "1002", "1003"}, links
    visitor = Visitor(service)
    page = visitor.request("GET", links[0][3].removeprefix(service.address))
    assert page.status == 200 and links[0][2] in page.text, page.text
    assert "cannot be made" in staff.refused(three(), "--links", str(path))
    nobody = service.folder / "none.csv"
    staff.run(three(), "--links", str(nobody))
    assert nobody.read_text() == "", "nobody is new"


@importing
def lines_left_out_are_written_with_the_reason(service, staff):
    path = service.folder / "rejects.csv"
    wrong = HEADER + person(1001) + person(1001) + person(1002, roles="king") + person(1003) \
        .replace("p1003@", "p 1003@") + "1004,only\n" + person(1005).replace("p1005", "p1006") \
        + person(1006)
    report = staff.report(wrong, "--rejects", str(path))
    assert report["joins"] == 0 and report["rejects"] == {
        "number_twice": 2, "unknown_role": 1, "no_sign_in_name": 1, "short_row": 1,
        "sign_in_twice": 2}, report
    rows = list(csv.DictReader(open(path, encoding="utf-8")))
    assert [row["line"] for row in rows] == ["2", "3", "4", "5", "6", "7", "8"], rows
    assert rows[0]["staff_number"] == "1001" and "more than one line" in rows[0]["reason"]


@importing
def a_name_somebody_else_signs_in_with_is_refused_and_names_can_be_exchanged(service, staff):
    staff.run(three())
    taken = person(1004).replace("p1004@", "p1001@")
    assert staff.report(HEADER + taken)["rejects"] == {"sign_in_taken": 1}
    one, two = person(1001).replace("p1001@", "p1002@"), person(1002).replace("p1002@", "p1001@")
    report = staff.report(HEADER + one + two)
    assert report["fields"]["sign_in_name"] == 2, report
    assert "p1002@" in account(service, 1001)


@importing
def the_last_administrator_does_not_leave(service, staff):
    staff.run(HEADER + person(1001, roles="officer;administrator"))
    service.sql("UPDATE account SET password_hash = 'x', password_set_at = 'epoch' "
                "WHERE sign_in_name = 'p1001@x.example'")
    before = settled_rows(service)
    said = staff.refused(HEADER + person(1001, left="01/01/2026"))
    assert "administrator" in said, said
    assert "administrator" in staff.refused(HEADER + person(1001, roles="officer"))
    assert all_rows(service) == before


@importing
def what_people_choose_themselves_is_not_overwritten(service, staff):
    languages = {"language": "Language", "access_needs": "Needs"}
    header = HEADER.replace("Job\n", "Job,Language,Needs\n")
    row = person(1001).replace("PC\n", "PC,cy,step_free;captions\n")
    staff.run(header + row, **languages)
    assert service.sql("SELECT language, access_needs FROM account JOIN person USING (person_id) "
                       "WHERE reference = '1001'") == "cy|{step_free,captions}\n"
    report = staff.report(header + row.replace(",cy,", ",en,"), **languages)
    assert report["changed"] == 0, report


@importing
def a_mapping_with_faults_names_each_with_its_path(service, staff):
    said = staff.refused(three(), profile={"column": "Job", "otherwise": "respons"}, number=7,
                         date="MM", teams="x")
    assert "profile.otherwise" in said and 'Did you mean "response"' in said, said
    assert "number:" in said and "date" in said and "teams" in said and "4 faults" in said, said


@importing
def a_mapping_of_staff_can_be_saved(service, staff):
    path = staff.file("staff.json", json.dumps(MAPPING))
    assert "import staff FILE" in service.run("mapping", "save", "hr", path).stdout
    file = staff.file("staff.csv", three())
    assert service.json("import", "staff", file, "--mapping", "hr")["joins"] == 3
    assert service.json("mapping", "list")["mappings"][0]["fault"] == ""


@importing
def broken_files_are_refused_with_the_line_and_change_nothing(service, staff):
    before = settled_rows(service)
    for content, what in (
            ("", "empty"), (b"\xef\xbb\xbf", "empty"), (b"\x00\x01\x02\x03" * 1000, "NUL"),
            (three() + "10\x0004,a,b,c,d,e,f,g,h,i\n", "line 5"),
            (HEADER + '1001,"never closed\n', "quote"), (three().replace(",", ";"), "No"),
            (os.urandom(100000), ""), (HEADER + "x" * 200000, "line 2")):
        said = staff.refused(content)
        assert what in said, (content[:40], said)
    assert all_rows(service) == before
    assert staff.report(b"\xef\xbb\xbf" + three().encode())["joins"] == 3, "a byte order mark"


@importing
def a_line_of_a_gigabyte_is_refused_in_bounded_memory(service, staff):
    mapping = staff.file("staff.json", json.dumps(MAPPING))
    command = [PROGRAM, "import", "staff", "-", "--mapping", mapping, *service.arguments()]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/")
    try:
        process.stdin.write(HEADER.encode())
        for _ in range(1024):
            process.stdin.write(b"x" * (1 << 20))
        process.stdin.close()
    except BrokenPipeError:
        pass
    said = process.stderr.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status
    assert "line 2" in said and os.waitstatus_to_exitcode(status) == 1, said
    assert used.ru_maxrss < 100 * 1024, used.ru_maxrss


def entries(service, number, *of):
    """Records (hours ago, category) for somebody, as a device does."""
    for hours, category in of:
        at = (datetime(2026, 11, 26, 12, tzinfo=timezone.utc) - timedelta(hours=hours))
        status, answer = service.ask("POST", "/api/v1/exposures", {
            "id": new_id(), "person": str(number), "category": category,
            "occurred_at": at.strftime("%Y-%m-%dT%H:%M:%SZ")})
        assert status == 201, answer


def fold(service, number):
    """Each line of somebody with its load, when that was, when it changes, and its alarms."""
    return service.sql("""SELECT line, load, load_at, next_change_at, alarms FROM line_state
        JOIN person USING (person_id) LEFT JOIN LATERAL (SELECT string_agg(level || state ||
            delay_ends_at || realarm_at || cooldown_until, ' ' ORDER BY level) AS alarms
            FROM alarm WHERE alarm.person_id = line_state.person_id AND alarm.line = line_state.line)
            AS own ON true WHERE reference = :'number' ORDER BY line""", number=str(number))


@importing
def a_movers_load_is_as_if_they_had_always_had_the_new_profile(service, staff):
    staff.run(HEADER + person(1001) + person(1002, job="Call-taker") + person(1003))
    log = ((900, "INC_SUICIDE"), (300, "INC_DISORDER"), (40, "INC_SUICIDE"), (3, "INC_DISORDER"))
    for number in (1001, 1002, 1003):
        entries(service, number, *log)
    assert fold(service, 1001) == fold(service, 1003) != fold(service, 1002), fold(service, 1001)
    untouched = fold(service, 1003)
    report = staff.report(HEADER + person(1001, job="Call-taker"))
    assert report["fields"]["profile"] == 1, report
    kept = set(fold(service, 1001).splitlines()) - set(fold(service, 1002).splitlines())
    assert set(fold(service, 1002).splitlines()) < set(fold(service, 1001).splitlines())
    assert len(kept) == 1 and "|infinity|" in min(kept), kept  # the former line, which rests
    assert fold(service, 1003) == untouched
    entries(service, 1001, (1, "INC_SUICIDE"))
    entries(service, 1002, (1, "INC_SUICIDE"))
    assert set(fold(service, 1002).splitlines()) < set(fold(service, 1001).splitlines())
    staff.run(HEADER + person(1001))  # and back
    entries(service, 1003, (1, "INC_SUICIDE"))
    assert set(fold(service, 1003).splitlines()) < set(fold(service, 1001).splitlines())


def events_of(service, feed, *days):
    """{start: (SEQUENCE, STATUS, SUMMARY)} of a calendar's events on some days."""
    found = {}
    for event in service.get(feed).body.decode().replace("\r\n ", "").split("BEGIN:VEVENT")[1:]:
        line = dict(one.split(":", 1) for one in event.splitlines() if ":" in one)
        if line["DTSTART"][:8] in days:
            found[line["DTSTART"]] = int(line["SEQUENCE"]), line["STATUS"], line["SUMMARY"]
    return found


def demonstration_line(reference, left):
    return HEADER + person(reference, name="Demonstration", left=left)


def seats_of_who_leaves_are_free_in_the_calendars_of_host_and_line_manager():
    with Service("2026-12-02T09:00:00Z") as service:
        service.start("--demo", "--small")
        staff, leaver = Importer(service), "demonstration-officer-2"
        one, two = (booking.session(service, f"2026-12-{day} 05:00+00") for day in (10, 11))
        booking.book(service, booking.person(service, leaver), one)
        booking.book(service, booking.person(service, leaver), two, "held")
        host = service.link("--host", service.sql(
            "SELECT reference FROM person JOIN session ON person_id = host_person_id "
            "WHERE session_id = :'one'", one=one).strip())
        supervisor = Visitor(service)
        supervisor.sign_in("supervisor", (service.data / "demonstration-password").read_text().strip())
        made = supervisor.send(supervisor.get("/me/feeds"), "/me/feeds", label="x", calendar="team")
        team = re.search(r"/f/[A-Za-z0-9_-]{32}\.ics", made.body).group(0)
        first, second = "20261210T050000Z", "20261211T050000Z"
        before = events_of(service, host, first[:8], second[:8])
        assert before[first] == (1, "CONFIRMED", "Appointment"), before
        assert before[second] == (1, "TENTATIVE", "Appointment"), before
        assert events_of(service, team, first[:8])[first] == (1, "CONFIRMED", "A team session")
        report = staff.report(demonstration_line(leaver, "01/12/2026"))
        assert (report["leaves"], report["released"]) == (1, 2), report
        wait_for(lambda: first not in events_of(service, team, first[:8]), "the team's calendar")
        free = (2, "TENTATIVE", "Open: Appointment")
        wait_for(lambda: [events_of(service, host, when[:8])[when] for when in (first, second)] ==
                 [free, free], "the host's calendar")
        assert service.sql("SELECT state, count(*) FROM diary WHERE person_id = :'p' AND "
                           "session_id IN (:'one', :'two') GROUP BY 1 ORDER BY 1", one=one, two=two,
                           p=booking.person(service, leaver)) == "cancelled|1\nreleased|1\n"


def hosts_who_leave_are_told_with_how_many_sessions_and_when():
    with Service("2026-12-02T09:00:00Z") as service:
        service.start("--demo", "--small")
        staff, host = Importer(service), service.sql(
            "SELECT reference FROM session JOIN person ON person_id = host_person_id "
            "GROUP BY reference ORDER BY count(*) DESC, reference LIMIT 1").strip()
        ahead = "lower(during) > '2026-12-02 09:10+00' AND state = 'published'"

        def led():
            """How many sessions, the first and the last, as the report has them."""
            form = "AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
            count, first, last = service.sql(
                f"SELECT count(*), to_char(min(lower(during)) {form}, to_char(max(lower(during)) {form} "
                f"FROM session JOIN person ON person_id = host_person_id WHERE reference = :'host' AND "
                f"{ahead}", host=host).strip().split("|")
            return int(count), first, last

        def told(*more):
            report = staff.report(demonstration_line(host, "01/12/2026"), *more)
            assert report["hosts_leaving"] == 1, report
            return report["sessions_to_lead"], *(
                value for value in report.values() if isinstance(value, str) and value.endswith("Z"))

        wait_for(lambda: led()[0] > 1 and told("--dry-run") == led(), "all sessions to be published")
        before = led()
        assert told() == before
        assert led() == before, "they stay where they are"


@importing
def what_is_held_with_a_new_line_manager_is_let_go(service, staff):
    staff.run(HEADER + person(1001) + person(1002))
    service.sql("""INSERT INTO series SELECT gen_random_uuid(), organisation_id, 'reflective_supervision',
            'Test', '', 'UTC', '2026-11-01T00:00:00', 60, '', '{}', 1, person_id, 0, created_at, created_at,
            0, 'infinity' FROM person WHERE reference = '1001';
        INSERT INTO session SELECT gen_random_uuid(), organisation_id, series_id, kind, topic,
            host_person_id, '[2026-12-03 10:00+00,2026-12-03 11:00+00)', 'published', 0, created_at,
            created_at FROM series;
        INSERT INTO session_seat SELECT session_id, 1, 0, 0, 0, created_at FROM session;
        INSERT INTO need SELECT person_id, gen_random_uuid(), organisation_id, 'test',
            '{reflective_supervision}', 60, 1, created_at, '2026-12-20', 0, 86400, created_at, 'open',
            NULL, created_at, created_at, created_at FROM person WHERE reference = '1002'""")
    service.restart_at("2026-11-26T13:00:00Z")
    state = lambda: service.sql("SELECT state, no_seat_reason FROM need").strip()  # noqa: E731
    wait_for(lambda: state() == "held|", "a seat")
    staff.run(HEADER + person(1001) + person(1002, 1001))
    wait_for(lambda: state() == "no_seat|none_offered", "the seat to be let go")
    assert service.sql("SELECT taken FROM session_seat") == "0\n"


def many(count, team=0):
    """A file of so many people, twelve to a line manager."""
    return HEADER + "".join(person(100000 + i, 100000 + i // 12 if i else "", team=f"T{(i + team) // 30}")
                            for i in range(count))


@importing
def killed_half_way_nothing_is_done(service, staff):
    before = settled_rows(service)
    command = staff.command(many(20000))
    for wait in (0.2, 0.6, 1.2):
        process = subprocess.Popen([PROGRAM, *command, *service.arguments()], cwd="/",
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        killed = process.wait() == -signal.SIGKILL
        if not killed:
            break
        wait_for(lambda: service.sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE "
                                     "'%staff%' AND state <> 'idle' AND pid <> pg_backend_pid()")
                 == "0\n", "the database to notice")
        assert all_rows(service) == before, "half an import"
    staff.run(many(20000))
    assert service.sql("SELECT count(*) FROM account WHERE state = 'active' "
                       "AND sign_in_name LIKE 'p%'") == "20000\n"


@importing
def two_at_once_are_one_after_the_other_or_one_is_told_to_wait(service, staff):
    command = [PROGRAM, *staff.command(many(5000)), *service.arguments()]
    both = [subprocess.Popen(command, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             text=True) for _ in range(2)]
    said = [process.communicate() for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 0], [0, 1]), said
    if codes == [0, 1]:
        assert any("under way" in error for _, error in said), said
    assert service.sql("SELECT count(*) FROM reports_to") == "4999\n"


@importing
def a_large_file_is_imported_again_and_moved_in_bounded_memory(service, staff):
    count = int(os.environ.get("STAFF_ROWS", "10000"))
    for what, content in (("join", many(count)), ("again", many(count)), ("move", many(count, 15))):
        command = staff.command(content)
        began = time.monotonic()
        process = subprocess.Popen([PROGRAM, *command, *service.arguments(), "--json"], cwd="/",
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        report, said = process.stdout.read(), process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = status
        assert status == 0, said
        report = json.loads(report)
        print(f"# {what}: {time.monotonic() - began:.1f} s, {used.ru_maxrss // 1024} MB, "
              f"{report['joins']} join, {report['changed']} changed", flush=True)
        assert used.ru_maxrss < 200 * 1024
    assert len(lines(service)) == count - 1


run_tests(seats_of_who_leaves_are_free_in_the_calendars_of_host_and_line_manager,
          hosts_who_leave_are_told_with_how_many_sessions_and_when,
          *[value for value in list(globals().values())
            if callable(value) and getattr(value, "__qualname__", "").startswith("importing.")])
