#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Hosts say when they can lead sessions on a page of their own, and nobody else learns why not."""

import http.client
import http.server
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from booking import account  # noqa: E402
from service import Service, run_tests, wait_for  # noqa: E402
from visitor import Page, Visitor  # noqa: E402

PAGE, NOW = "/availability", "2026-12-01T09:00:00Z"  # a Tuesday
SECRET, TITLE = "private-b4d0c5e8a7f3", "Occupational health, room 4"
BOUNDARY = "----a-boundary"
service = Service(NOW)
says = {"status": 200, "body": ""}
visitors = {}


def calendar(start, end, uid="1"):
    return (f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{TITLE}\r\nDTSTART:{start}\r\n"
            f"DTEND:{end}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")


class Calendar(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = says["body"].encode()
        self.send_response(says["status"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Calendar)
threading.Thread(target=server.serve_forever, daemon=True).start()
ADDRESS = f"http://127.0.0.1:{server.server_address[1]}/{SECRET}/basic.ics"


def visitor(role):
    if role not in visitors:
        visitors[role] = Visitor(service)
        password = (service.data / "demonstration-password").read_text().strip()
        assert visitors[role].sign_in(role, password).status == 200
    return visitors[role]


def host():
    """A facilitator whose page says nothing yet."""
    them = account(service, "facilitator")
    service.sql("""DELETE FROM availability_hours WHERE person_id = :'p';
        DELETE FROM busy_calendar WHERE person_id = :'p';
        UPDATE session_seat SET taken = 0, confirmed = 0, closing = false FROM session
        WHERE session.session_id = session_seat.session_id AND host_person_id = :'p';
        UPDATE availability SET look_at = 'epoch', minutes = 60, buffer_minutes = 0, daily_cap = 8
        WHERE person_id = :'p'""", p=them)
    return visitor("facilitator"), them


def send(**fields):
    who = visitor("facilitator")
    csrf = dict(who.get(PAGE).form(PAGE)["fields"])["csrf"]
    return who.request("POST", PAGE, {"csrf": csrf, **fields})


def publish(weekday="4", begins="09:00", ends="12:00", first="2026-12-01", **more):
    fields = {"what": "weekly", "weekday": weekday, "from": begins, "until": ends, "first": first,
              "every": "1", "last": "", **more}
    return send(**fields)


def upload(content, replaces=""):
    """As a browser does it; Visitor says that forms are urlencoded."""
    who = visitor("facilitator")
    csrf = dict(who.get(PAGE).form(PAGE + "/calendars/file")["fields"])["csrf"]
    parts = "".join(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                    for name, value in (("csrf", csrf), ("replaces", replaces)))
    sent = (f'{parts}--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.ics"\r\n'
            f"Content-Type: text/calendar\r\n\r\n{content}\r\n--{BOUNDARY}--\r\n").encode()
    address = urlsplit(service.address)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
    connection.request("POST", PAGE + "/calendars/file", sent, {
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Cookie": "; ".join(f"{name}={value}" for name, value in who.cookies.items())})
    answer = connection.getresponse()
    page = Page(answer.status, PAGE, answer.headers, answer.read().decode(errors="replace"))
    connection.close()
    return page


def open_times(who, day="2026-12-02"):
    return service.sql("""SELECT string_agg(to_char(lower(during), 'HH24:MI'), ' ' ORDER BY during)
        FROM session JOIN session_seat USING (session_id) WHERE host_person_id = :'p' AND capacity > 0
        AND series_id IS NULL AND lower(during)::date = :'day'""", p=who, day=day).strip()


def wait_for_times(who, times, day="2026-12-02"):
    wait_for(lambda: open_times(who, day) == times, f"{times or 'nothing'}, not {open_times(who, day)}")


def hours_that_are_published_open_times():
    _, them = host()
    page = publish()
    assert page.status == 200 and "Saved." in page.text, page.text
    assert "Wednesday, 09:00–12:00" in page.text, page.text
    assert "09:00–10:00 open" in page.text and "11:00–12:00 open" in page.text, page.text
    wait_for_times(them, "09:00 10:00 11:00")


def what_no_host_can_mean_is_said_and_changes_nothing():
    host()
    for said, fields in (("at least one day", {"weekday": "0"}), ("Give the day", {"first": "soon"}),
                         ("Give from when", {"begins": "nine"}), ("end after they begin", {"ends": "08:00"}),
                         ("last day comes before", {"first": "2026-12-09", "last": "2026-12-08"}),
                         ("That day is over", {"what": "date", "first": "2026-11-01"}),
                         ("Choose one of each", {"every": "often"})):
        page = publish(**fields)
        if fields.get("weekday") == "0":
            assert page.status == 400, page.status
            continue
        assert page.status == 400 and "Nothing was saved." in page.text and said in page.text, (fields, page.text)
    page = send(what="like", manner="", minutes="2", kind="reflective_supervision", buffer="15", cap="4")
    assert page.status == 400 and "from 5 to 480 minutes" in page.text, page.text
    assert service.sql("SELECT count(*) FROM availability_hours WHERE person_id = :'p'",
                       p=account(service, "facilitator")).strip() == "0"


def a_file_keeps_a_host_busy_and_only_its_times_are_kept():
    _, them = host()
    publish()
    page = upload(calendar("20261202T100000Z", "20261202T110000Z"))
    assert page.status == 303, (page.status, page.text)
    page = visitor("facilitator").get(PAGE)
    assert "Last read just now: 1 busy time, up to" in page.text and "10:00–11:00 busy" in page.text, page.text
    day = page.text.split("Wednesday 2 December")[1].split("Thursday 3 December")[0]
    assert "09:00–10:00 open" in day and "10:00–11:00 open" not in day and TITLE not in page.body, day
    wait_for_times(them, "09:00 11:00")
    said = service.sql("SELECT b::text FROM busy_calendar b")
    assert "Occupational" not in said + service.log.read_text()

    one = service.sql("SELECT calendar_id FROM busy_calendar WHERE person_id = :'p'", p=them).strip()
    assert upload(calendar("20261202T110000Z", "20261202T113000Z"), replaces=one).status == 303
    wait_for_times(them, "09:00 10:00")
    assert service.sql("SELECT count(*) FROM busy_calendar WHERE person_id = :'p'", p=them).strip() == "1"
    for bad in ("<!doctype html><p>Sign in</p>", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", ""):
        page = upload(bad)
        assert page.status == 400 and "Nothing was saved." in page.text, (bad, page.status)
    wait_for_times(them, "09:00 10:00")
    page = visitor("facilitator").get(PAGE)
    visitor("facilitator").send(page, PAGE + "/calendars/[^/]*/remove")
    wait_for_times(them, "09:00 10:00 11:00")


def a_calendar_that_is_followed_keeps_its_last_copy_and_its_address_to_itself():
    _, them = host()
    publish()
    says.update(status=200, body=calendar("20261202T100000Z", "20261202T110000Z"))
    page = send(what="address", address=ADDRESS)
    assert page.status == 200 and "Saved." in page.text and SECRET not in page.body, page.text
    wait_for_times(them, "09:00 11:00")
    for body in ("<html><body>Please sign in</body></html>", "", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"):
        says.update(body=body)
        service.sql("UPDATE busy_calendar SET due_at = '2026-12-01', failures = 0, failure = '', failed_at = NULL "
                    "WHERE person_id = :'p'", p=them)
        wait_for(lambda: service.sql("SELECT failures FROM busy_calendar WHERE person_id = :'p'",
                                     p=them).strip() == "1", "a failure")
        page = visitor("facilitator").get(PAGE)
        assert "Not read the last time" in page.text and "The last good copy is kept" in page.text, page.text
        assert "10:00–11:00 busy" in page.text and SECRET not in page.body
        assert open_times(them) == "09:00 11:00"
    for bad in ("file:///etc/passwd", "nothing", "https://", "gopher://example.org/1"):
        page = send(what="address", address=bad)
        assert page.status == 400 and "no address of a calendar" in page.text, (bad, page.text)
    assert SECRET not in service.log.read_text()


def what_is_taken_stays_and_its_host_is_told():
    _, them = host()
    publish()
    wait_for_times(them, "09:00 10:00 11:00")
    service.sql("""UPDATE session_seat SET taken = 1, confirmed = 1 WHERE session_id = (SELECT session_id
        FROM session WHERE host_person_id = :'p' AND series_id IS NULL
        AND lower(during) = '2026-12-02 10:00+00')""", p=them)
    assert upload(calendar("20261202T093000Z", "20261202T103000Z")).status == 303
    wait_for_times(them, "10:00 11:00")
    page = visitor("facilitator").get(PAGE)
    assert "at a time that is not free any more" in page.text, page.text
    assert "Wednesday 2 December, 10:00–11:00 – something else takes up that time" in page.text, page.text
    assert "10:00–11:00 taken" in page.text, page.text


def hosts_say_in_which_manner_they_meet():
    """What is open is held so from then on; what somebody has a place in stays as they were told."""
    _, them = host()
    publish()
    wait_for_times(them, "09:00 10:00 11:00")
    manners = """SELECT string_agg(coalesce(manner, '-'), ' ' ORDER BY during) FROM session
        WHERE host_person_id = :'p' AND series_id IS NULL AND lower(during)::date = '2026-12-02'
        AND to_char(lower(during), 'HH24:MI') IN ('09:00', '10:00', '11:00')"""
    assert service.sql(manners, p=them) == "- - -\n"
    service.sql("""UPDATE session_seat SET taken = 1 FROM session WHERE host_person_id = :'p'
        AND session.session_id = session_seat.session_id AND lower(during) = '2026-12-02 10:00+00'""", p=them)
    like = {"what": "like", "kind": "reflective_supervision", "minutes": "60", "buffer": "0", "cap": "8"}
    assert "Choose one of each" in send(**like, manner="telepathy").text
    page = send(**like, manner="phone")
    assert "Saved." in page.text and ("option", {"value": "phone", "selected": ""}) in [
        (tag, {k: v or "" for k, v in given.items()}) for tag, given in page.tags], page.text
    assert service.sql(manners, p=them) == "phone - phone\n"
    shown = service.run("host", "sessions", service.sql(
        "SELECT reference FROM person WHERE person_id = :'p'", p=them).strip()).stdout
    assert "manner: phone" in shown, shown
    send(**like, manner="")
    assert service.sql(manners, p=them) == "- - -\n"


def a_withdrawn_time_is_in_no_calendar_of_the_hosts():
    _, them = host()
    publish()
    wait_for_times(them, "09:00 10:00 11:00")
    link = service.link("--host", service.sql("SELECT reference FROM person WHERE person_id = :'p'",
                                              p=them).strip())
    assert "DTSTART:20261202T100000Z" in service.get(link).body.decode()
    assert upload(calendar("20261202T100000Z", "20261202T110000Z")).status == 303
    wait_for_times(them, "09:00 11:00")
    wait_for(lambda: "DTSTART:20261202T100000Z" not in service.get(link).body.decode(), "the calendar")
    assert "DTSTART:20261202T090000Z" in service.get(link).body.decode()


def one_who_leads_nothing_has_no_such_page():
    for role in ("officer", "wellbeing", "administrator", "auditor", "clinician"):
        assert visitor(role).get(PAGE).status == 403, role


def one_who_leaves_opens_nothing_more():
    who, them = host()
    publish()
    wait_for_times(them, "09:00 10:00 11:00")
    service.sql("UPDATE series SET host_person_id = (SELECT person_id FROM account WHERE sign_in_name = "
                "'supervisor') WHERE host_person_id = :'p'", p=them)
    reference = service.sql("SELECT reference FROM person WHERE person_id = :'p'", p=them).strip()
    service.run("account", "leave", reference)
    wait_for_times(them, "")
    del visitors["facilitator"]


with service:
    service.start("--demo", "--small", "--allow-network", "127.0.0.1")
    run_tests(
        hours_that_are_published_open_times,
        what_no_host_can_mean_is_said_and_changes_nothing,
        a_file_keeps_a_host_busy_and_only_its_times_are_kept,
        a_calendar_that_is_followed_keeps_its_last_copy_and_its_address_to_itself,
        what_is_taken_stays_and_its_host_is_told,
        hosts_say_in_which_manner_they_meet,
        a_withdrawn_time_is_in_no_calendar_of_the_hosts,
        one_who_leads_nothing_has_no_such_page,
        one_who_leaves_opens_nothing_more)
