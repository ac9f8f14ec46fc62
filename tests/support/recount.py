# SPDX-License-Identifier: MIT
"""The rules that bookings keep, counted from the rows of the database by nothing of the service.

    broken(read(service))                    what is broken, as (rule, about what)
    broken(read(service, "UPDATE …"))        what would be, were this done: it is rolled back

Every time that is held or booked and over no earlier than the clock is looked at, as docs/rosters.md,
docs/calendars.md and docs/offers.md say the rules: within one stretch of duty; never on leave, absence
or a rest day; eleven hours of rest left whole; not within eleven hours after a night but in the next;
no more than the smaller of two people and 15 % of a shift away at once, though one may always go; not
led by one's line manager; no two at once for a person or a host; a host's daily cap and buffer; and
places, counted anew, no more than there are.
"""

import json
from bisect import bisect_right
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
REST = NIGHT_REST = timedelta(hours=11)
READ = """
SELECT json_build_object(
'duty', (SELECT json_agg(json_build_array(person_id, extract(epoch FROM start)::bigint,
    extract(epoch FROM start)::bigint + lasts, kind)) FROM roster, unnest(starts, seconds, kinds) AS e (start, lasts, kind)),
'absence', (SELECT json_agg(json_build_array(person_id, extract(epoch FROM lower(during))::float,
    least(extract(epoch FROM upper(during))::float, 1e11))) FROM absence),
'team', (SELECT json_agg(json_build_array(team_id, person_id)) FROM team_member WHERE upper(during) = 'infinity'),
'manager', (SELECT json_agg(json_build_array(person_id, manager_person_id, extract(epoch FROM lower(during))::float,
    least(extract(epoch FROM upper(during))::float, 1e11))) FROM reports_to),
'session', (SELECT json_agg(json_build_array(session_id, host_person_id, series_id,
    extract(epoch FROM lower(during))::bigint, extract(epoch FROM upper(during))::bigint, capacity, taken, confirmed))
    FROM session JOIN session_seat USING (session_id)
    WHERE state = 'published' AND capacity > 0 AND upper(during) > :'now'),
'host', (SELECT json_agg(json_build_array(person_id, buffer_minutes, daily_cap)) FROM availability),
'booking', (SELECT json_agg(json_build_array(person_id, session_id, state, takes_time,
    extract(epoch FROM lower(during))::bigint, extract(epoch FROM upper(during))::bigint)) FROM diary
    WHERE part = 'attendee' AND state IN ('held', 'confirmed') AND upper(during) > :'now'))"""


def read(service, planted=""):
    return json.loads(service.sql(f"BEGIN; {planted}; {READ}; ROLLBACK", now=service.clock).strip())


def at(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc)


def joined(intervals):
    """Intervals that touch as one."""
    whole = []
    for start, until in sorted(intervals):
        if whole and start <= whole[-1][1]:
            whole[-1][1] = max(until, whole[-1][1])
        else:
            whole.append([start, until])
    return whole


def grouped(rows):
    found = {}
    for key, *row in rows or ():
        found.setdefault(key, []).append(row)
    return found


def is_night(start, until, kind):
    """What is called one, or has three hours or more between 23:00 and 06:00 by the clock."""
    if kind == "night":
        return True
    inside, day = 0, at(start).astimezone(LONDON).date() - timedelta(days=1)
    while datetime(day.year, day.month, day.day, tzinfo=LONDON).timestamp() < until:
        begins = datetime(day.year, day.month, day.day, 23, tzinfo=LONDON).timestamp()
        after = day + timedelta(days=1)
        ends = datetime(after.year, after.month, after.day, 6, tzinfo=LONDON).timestamp()
        inside += max(0, min(until, ends) - max(start, begins))
        day = after
    return inside >= 3 * 3600


class Working:
    """When one person works, by a roster that is known."""

    def __init__(self, entries, away):
        shifts = [(start, until, kind) for start, until, kind in entries if kind not in ("rest_day", "abstraction")]
        self.rest_days = [(start, until) for start, until, kind in entries if kind == "rest_day"]
        self.other = [(start, until) for start, until, kind in entries if kind == "abstraction"]
        self.away, self.work = away, joined([(start, until) for start, until, _ in shifts])
        # What begins on a rest day is no time for a session.
        self.duty = joined([(start, until) for start, until, _ in shifts
                            if not any(a <= start < b for a, b in self.rest_days)])
        self.nights = [(start, until) for start, until, kind in shifts if is_night(start, until, kind)]
        self.starts = [start for start, _ in self.duty]

    def is_on(self, moment):
        place = bisect_right(self.starts, moment) - 1
        return place >= 0 and moment < self.duty[place][1] and not any(a <= moment < b for a, b in self.away)

    def against(self, start, until, booked):
        if not any(a <= start and until <= b for a, b in self.duty):
            yield "duty"
        if any(a < until and start < b for a, b in self.away):
            yield "leave"
        if any(a < until and start < b for a, b in self.rest_days) \
                and not any(a <= start and until <= b for a, b in self.duty):
            yield "rest day"
        if any(a < until and start < b for a, b in self.other):
            yield "abstraction"
        for a, b in self.nights:
            ended = max([b] + [end for begin, end in self.work if begin <= b <= end])
            if start < ended + NIGHT_REST.total_seconds() and until > ended \
                    and not any(c >= b and c <= start and until <= d for c, d in self.nights):
                yield "night"
        with_all = joined([*map(tuple, self.work), *booked])
        for (_, end), (begin, _) in zip(self.work, self.work[1:]):
            if begin - end >= REST.total_seconds() and end < until and start < begin:
                edges = [end, *sorted(x for one in with_all for x in one if end < x < begin), begin]
                if max((b - a for a, b in zip(edges[::2], edges[1::2])), default=0) < REST.total_seconds():
                    yield "rest"


def broken(data):
    found = []
    duty, away = grouped(data["duty"]), grouped(data["absence"])
    working = {person: Working(entries, away.get(person, [])) for person, entries in duty.items()}
    sessions = {row[0]: row[1:] for row in data["session"]}
    managers, booked = grouped(data["manager"]), grouped(data["booking"])
    team_of = {person: team for team, person in data["team"]}
    mates = grouped(data["team"])
    taking = [(person, start, until) for person, mine in booked.items() for _, _, takes, start, until in mine if takes]

    def short_of_cover(person, start, until):
        team = team_of.get(person)
        others = [one for (one,) in mates.get(team, []) if one in working]
        gone = [(who, a, b) for who, a, b in taking if team_of.get(who) == team and a < until and start < b]
        for moment in {max(start, a) for _, a, _ in gone}:
            on = sum(working[one].is_on(moment) for one in others)
            missing = {who for who, a, b in gone if a <= moment < b and who in working and working[who].is_on(moment)}
            if on and len(missing) > max(1, min(2, on * 15 // 100)):
                return True
        return False

    for person, mine in booked.items():
        times = sorted((start, until) for _, _, takes, start, until in mine if takes)
        found += [("overlap", person) for a, b in zip(times, times[1:]) if b[0] < a[1]]
        for session, state, takes, start, until in mine:
            about = (person, session, state, f"{at(start):%a %F %H:%M}–{at(until):%H:%M}")
            if session not in sessions:
                found.append(("no session", about))
                continue
            if takes and person in working:
                found += [(rule, about) for rule in working[person].against(start, until, times)]
                if short_of_cover(person, start, until):
                    found.append(("cover", about))
            if takes and any(manager == sessions[session][0] and a < until and start < b
                             for manager, a, b in managers.get(person, [])):
                found.append(("line manager", about))
    taken, confirmed = {}, {}
    for mine in booked.values():
        for session, state, *_ in mine:
            taken[session] = taken.get(session, 0) + 1
            confirmed[session] = confirmed.get(session, 0) + (state == "confirmed")
    for session, (_, _, _, _, capacity, says, sure) in sessions.items():
        mine = (taken.get(session, 0), confirmed.get(session, 0))
        if (says, sure) != mine or mine[0] > capacity:
            found.append(("places", (session, capacity, says, sure, mine)))
    return found + list(of_hosts(sessions, data["host"]))


def of_hosts(sessions, terms):
    """Their own hours keep a cap for each day and time between; nobody leads two at once."""
    terms = {person: (buffer * 60, cap) for person, buffer, cap in terms or ()}
    for host in {row[0] for row in sessions.values()}:
        led = sorted((start, until, series) for who, series, start, until, *_ in sessions.values() if who == host)
        buffer, cap = terms.get(host, (0, None))
        days = {}
        for start, _, series in led:
            days.setdefault(at(start).astimezone(LONDON).date(), []).append(series)
        for day, what in days.items():
            if cap and None in what and len(what) > cap:
                yield ("daily cap", (host, f"{day}", len(what)))
        for (_, until, one), (start, _, other) in zip(led, led[1:]):
            if start < until:
                yield ("host twice", (host, f"{at(start):%F %H:%M}"))
            elif start < until + buffer and (one is None or other is None):
                yield ("buffer", (host, f"{at(start):%F %H:%M}"))
