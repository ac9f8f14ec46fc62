#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What a calendar program that subscribes gets: codes, validators, and nothing that it must not say."""

import email.utils
import gzip
import http.client
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, run_tests, wait_for  # noqa: E402

service = Service("2026-12-01T09:00:00Z")


def officer():
    """The calendar of the demonstration's first officer, once a seat is held for them."""
    path = service.link("--person", "demonstration-officer-1")
    wait_for(lambda: b"VEVENT" in service.get(path).body, "a hold in the officer's calendar")
    return path


def a_calendar_is_served_with_validators_and_private_headers():
    answer = service.get(officer())
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert re.fullmatch(r'"[0-9a-f]{32}"', answer.headers["ETag"])
    assert answer.headers["Cache-Control"] == "private, no-cache, no-transform"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert int(answer.headers["Content-Length"]) == len(answer.body)


def the_same_calendar_has_the_same_bytes_until_a_booking_changes():
    path = officer()
    first, second = service.get(path), service.get(path)
    assert first.body == second.body and first.headers["ETag"] == second.headers["ETag"]
    assert service.get(officer()).body == first.body, "another link shows the same calendar"


def a_matching_tag_is_answered_304_whatever_the_date_says():
    path = officer()
    fresh = service.get(path)
    tag, old = fresh.headers["ETag"], "Sun, 06 Nov 1994 08:49:37 GMT"
    for value in (tag, "W/" + tag, f'"x", {tag}', "*"):
        answer = service.get(path, If_None_Match=value, If_Modified_Since=old)
        assert (answer.status, answer.body) == (304, b""), value
        for header in ("ETag", "Last-Modified", "Cache-Control"):
            assert answer.headers[header] == fresh.headers[header], header
    answer = service.get(path, If_None_Match='"x"',
                         If_Modified_Since=fresh.headers["Last-Modified"])
    assert answer.status == 200, "a tag that does not match decides alone"


def a_304_announces_the_length_it_does_not_send_and_the_connection_goes_on():
    path, address = officer(), service.address.removeprefix("http://")
    length = service.get(path).headers["Content-Length"]
    connection = http.client.HTTPConnection(address, timeout=10)
    for _ in range(3):
        connection.request("GET", path, headers={"If-None-Match": "*"})
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Content-Length"]) == (304, length)
        assert answer.read() == b""
    connection.request("GET", path)
    assert len(connection.getresponse().read()) == int(length)
    connection.close()


def a_date_is_believed_only_where_no_tag_is_sent_and_it_can_be_read():
    path = officer()
    modified = wait_for(lambda: service.get(path).headers["Last-Modified"], "a date")
    at = email.utils.parsedate_to_datetime(modified)
    for date, status in ((modified, 304), ("Sun, 06 Nov 1994 08:49:37 GMT", 200),
                         (at.strftime("%A, %d-%b-%y %H:%M:%S GMT"), 200), ("yesterday", 200), ("", 200)):
        assert service.get(path, If_Modified_Since=date).status == status, date


def a_client_that_takes_gzip_gets_the_same_calendar_smaller_but_not_microsofts():
    path = service.link("--host", "demonstration-host-1")
    plain = service.get(path)
    packed = service.get(path, Accept_Encoding="gzip, deflate")
    assert packed.headers["Content-Encoding"] == "gzip" and len(packed.body) * 3 < len(plain.body)
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["ETag"] != plain.headers["ETag"], "a strong tag is of the bytes"
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert service.get(path, Accept_Encoding="gzip").body == packed.body
    tag = packed.headers["ETag"]
    assert service.get(path, Accept_Encoding="gzip", If_None_Match=tag).status == 304
    assert service.get(path, If_None_Match=tag).status == 200
    for encoding, agent in (("gzip", "Microsoft.Exchange.Calendar/15"), ("gzip;q=0", "x"),
                            ("gzip", "Microsoft Office/16.0 (Outlook)"), ("br, *;q=0", "x"), ("", "x")):
        answer = service.get(path, Accept_Encoding=encoding, User_Agent=agent)
        assert answer.headers["Content-Encoding"] is None and answer.body == plain.body, encoding


def head_gives_the_headers_of_get_without_a_body():
    path = officer()
    get, head = service.get(path), service.get(path, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    for header in ("ETag", "Last-Modified", "Content-Length", "Content-Type"):
        assert head.headers[header] == get.headers[header], header


def other_methods_are_405_and_say_what_is_allowed():
    path = officer()
    for method in ("POST", "PUT", "DELETE", "PROPFIND", "OPTIONS"):
        answer = service.get(path, method=method)
        assert answer.status == 405 and answer.headers["Allow"] == "GET, HEAD", method


def what_is_no_link_is_404_and_looks_like_any_other_404():
    bodies = set()
    for path in ("/f/" + "A" * 32 + ".ics", "/f/short.ics", "/f/.ics", "/f/" + "A" * 32, "/f/",
                 "/f/" + "%41" * 32 + ".ics", "/f/../etc/passwd", "/nothing"):
        answer = service.get(path)
        assert answer.status == 404, path
        bodies.add(re.sub(rb'"request":\d+', b"", answer.body))
    assert len(bodies) == 1, bodies


def a_link_that_was_ended_is_404_within_two_seconds():
    path = officer()
    assert [service.get(path).status for _ in range(3)] == [200] * 3, "it is in memory"
    service.run("feed", "end", service.address + path)
    ended = time.monotonic()
    wait_for(lambda: service.get(path).status == 404, "the link to be dead")
    assert time.monotonic() - ended < 2
    refused = service.run("feed", "end", service.address + path, ok=False)
    assert refused.returncode == 1 and "No such link" in refused.stderr


def no_calendar_says_why_or_for_whom():
    paths = [officer(), service.link("--host", "demonstration-host-1"),
             service.link("--host", "demonstration-host-1", "--detail", "type"),
             service.link("--person", "demonstration-officer-1", "--detail", "type")]
    for path in paths:
        said = service.get(path).body.decode().replace("\r\n ", "").lower()
        for word in ("inc_", "int_", "trauma", "suicide", "death", "load", "line", "amber", "debrief",
                     "officer", "attendee", "organizer", "valarm", "crossing", "exposure"):
            assert word not in said, (path, word)
    neutral = service.get(paths[0]).body.decode()
    assert "SUMMARY:Held: Appointment" in neutral and "supervision" not in neutral.lower()
    assert "SUMMARY:Held: Reflective supervision" in service.get(paths[3]).body.decode()


def a_held_seat_shows_to_its_host_as_taken_without_a_name():
    officer()
    shown = [service.get(service.link("--host", f"demonstration-host-{number}")).body.decode()
             for number in range(1, 9)]
    taken = [event for calendar in shown for event in calendar.split("BEGIN:VEVENT")[1:]
             if "TRANSP:OPAQUE" in event and "STATUS:TENTATIVE" in event]
    assert taken and all("SUMMARY:Appointment" in event for event in taken), taken


def the_programme_has_series_and_webinars_and_no_one_to_one_sessions():
    said = service.get(service.link("--programme")).body.decode().replace("\r\n ", "")
    assert "RRULE:" in said and "BEGIN:VTIMEZONE" in said and "SUMMARY:Webinar: " in said
    assert "supervision" not in said.lower()
    assert "\nUID" not in said.split("BEGIN:VEVENT")[0], "no UID of the calendar itself"


def health_is_told_to_whoever_asks():
    answer = service.get("/healthz")
    assert answer.status == 200 and answer.body == b'{"status":"ok"}\n'


with service:
    service.start("--demo")
    run_tests(a_calendar_is_served_with_validators_and_private_headers,
              the_same_calendar_has_the_same_bytes_until_a_booking_changes,
              a_matching_tag_is_answered_304_whatever_the_date_says,
              a_304_announces_the_length_it_does_not_send_and_the_connection_goes_on,
              a_date_is_believed_only_where_no_tag_is_sent_and_it_can_be_read,
              a_client_that_takes_gzip_gets_the_same_calendar_smaller_but_not_microsofts,
              head_gives_the_headers_of_get_without_a_body,
              other_methods_are_405_and_say_what_is_allowed,
              what_is_no_link_is_404_and_looks_like_any_other_404,
              a_link_that_was_ended_is_404_within_two_seconds,
              no_calendar_says_why_or_for_whom,
              a_held_seat_shows_to_its_host_as_taken_without_a_name,
              the_programme_has_series_and_webinars_and_no_one_to_one_sessions,
              health_is_told_to_whoever_asks)
