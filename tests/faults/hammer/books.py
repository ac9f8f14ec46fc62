# SPDX-License-Identifier: MIT
"""What must be so in the database when all is over: by SQL of its own, and by the ledgers."""

import json

from feeds import events

# Each gives rows only where something is wrong.
RULES = {
    "somebody is in two places": """
        SELECT a.person_id, a.booking_id, b.booking_id FROM diary a JOIN diary b ON a.person_id = b.person_id
            AND a.booking_id < b.booking_id AND a.during && b.during
        WHERE a.takes_time AND b.takes_time AND a.state IN ('held', 'confirmed') AND b.state IN ('held', 'confirmed')""",
    "a session has more people than seats": """
        SELECT session_id, count(*), capacity FROM diary JOIN session_seat USING (session_id)
        WHERE part = 'attendee' AND state IN ('held', 'confirmed')
        GROUP BY session_id, capacity HAVING count(*) > capacity""",
    "seats are not those who have them": """
        SELECT session_id, taken, confirmed, held, booked FROM session_seat LEFT JOIN (
            SELECT session_id, count(*) AS held, count(*) FILTER (WHERE state = 'confirmed') AS booked FROM diary
            WHERE part = 'attendee' AND state IN ('held', 'confirmed') GROUP BY session_id) counted USING (session_id)
        WHERE taken <> coalesce(held, 0) OR confirmed <> coalesce(booked, 0)""",
    "a need and its bookings tell different things": """
        SELECT need.person_id, need_id, need.state, held, booked FROM need LEFT JOIN (
            SELECT person_id, need_id, count(*) FILTER (WHERE state = 'held') AS held,
                count(*) FILTER (WHERE state = 'confirmed') AS booked FROM diary
            WHERE need_id IS NOT NULL GROUP BY person_id, need_id) counted USING (person_id, need_id)
        WHERE coalesce(held, 0) <> (need.state = 'held')::int OR coalesce(booked, 0) <> (need.state = 'booked')::int""",
    "a booking is of nothing": """
        SELECT booking_id FROM diary LEFT JOIN session USING (session_id) LEFT JOIN session_seat USING (session_id)
            LEFT JOIN need ON need.person_id = diary.person_id AND need.need_id = diary.need_id
        WHERE part = 'attendee' AND (session_seat.session_id IS NULL OR need.need_id IS NULL
            OR session.during <> diary.during OR (session.state <> 'published' AND diary.state IN ('held', 'confirmed'))
            OR NOT session.kind = ANY (need.kinds))""",
    "who leads a session does not have it in the diary": """
        SELECT session_id FROM session WHERE state = 'published' AND (SELECT count(*) FROM diary
            WHERE diary.session_id = session.session_id AND part = 'host' AND diary.state = 'confirmed'
                AND person_id = host_person_id AND diary.during = session.during) <> 1""",
    "somebody has two open offers of a kind": """
        SELECT person_id, kinds[1], count(*) FROM need WHERE state IN ('open', 'no_seat', 'held')
        GROUP BY 1, 2 HAVING count(*) > 1""",
    "a calendar does not know that it changed": """
        SELECT person_id, part FROM (SELECT person_id, part, max(changed_at) AS changed_at FROM diary
            WHERE part = 'attendee' GROUP BY 1, 2) changed LEFT JOIN feed_revision USING (person_id, part)
        WHERE revised_at IS NULL OR revised_at < changed.changed_at""",
    "a shift has too many away": """
        SELECT a.booking_id, b.booking_id FROM diary a JOIN diary b ON a.booking_id < b.booking_id
                AND a.person_id <> b.person_id AND a.during && b.during
            JOIN team_member mine ON mine.person_id = a.person_id AND upper(mine.during) = 'infinity'
            JOIN team_member theirs ON theirs.person_id = b.person_id AND theirs.team_id = mine.team_id
                AND upper(theirs.during) = 'infinity'
        WHERE a.part = 'attendee' AND b.part = 'attendee' AND a.takes_time AND b.takes_time
            AND a.state IN ('held', 'confirmed') AND b.state IN ('held', 'confirmed')
            AND EXISTS (SELECT FROM roster WHERE roster.person_id = a.person_id)
            AND EXISTS (SELECT FROM roster WHERE roster.person_id = b.person_id)""",
}
# What the last answer about a booking leaves it as.
ENDS = {"accept": {"confirmed"}, "not-now": {"released"}, "another": {"released"}, "move": {"cancelled"},
        "leave": {"cancelled"}, "taken": {"released", "cancelled"}}


def rows(database, query):
    return json.loads(database.psql(f"SELECT coalesce(json_agg(t), '[]') FROM ({query}) t"))


def broken_rules(database):
    return [f"{rule}: {found[:3]}" for rule, query in RULES.items() if (found := rows(database, query))]


class Books:
    """Who has what, by people's numbers."""

    def __init__(self, database, people):
        self.database, self.people = database, people
        self.diary, self.entries = {}, {}
        for row in rows(database, """SELECT reference, booking_id, diary.session_id, need_id, diary.state,
                diary.sequence, to_char(lower(during) AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"') AS starts
            FROM diary JOIN person USING (person_id) WHERE part = 'attendee'"""):
            self.diary.setdefault(row["reference"], {})[row["booking_id"]] = row
        for row in rows(database, """SELECT reference, array_agg(exposure_id) AS entries FROM exposure
                JOIN person USING (person_id) GROUP BY 1"""):
            self.entries[row["reference"]] = row["entries"]

    def lost_or_unasked(self):
        """Answers that were given and are not there, and what is there that nobody asked for."""
        return [f"{person.number}: {what}" for person in self.people for what in self.of(person)]

    def of(self, person):
        diary = self.diary.get(person.number, {})
        acts = [act for act in person.acts if act.what != "log"]
        yield from self.of_entries(person)
        last = {}
        for act in acts:
            if act.booking not in diary:
                yield f"no such booking: {act}"
            elif act.answer in ENDS:
                last[act.booking] = act
        for booking, act in last.items():
            if diary[booking]["state"] not in ENDS[act.answer]:
                yield f"{act} and it is {diary[booking]['state']}"
        yield from self.of_times_taken(diary, acts)
        yield from self.unasked(diary, acts)

    def of_entries(self, person):
        logged = sorted(act.booking for act in person.acts if act.what == "log" and act.answer == "saved")
        there = sorted(self.entries.get(person.number, []))
        if logged != there:
            yield f"logged {len(logged)} and there are {len(there)}: {set(logged) ^ set(there)}"

    def of_times_taken(self, diary, acts):
        """Each time that was taken is a booking of its own, for the need of what it was taken for."""
        taken = {}
        for act in acts:
            if act.answer == "taken" and act.booking in diary:
                key = act.session, diary[act.booking]["need_id"]
                taken[key] = taken.get(key, 0) + 1
        for (session, need), times in taken.items():
            there = [row for row in diary.values() if row["session_id"] == session and row["need_id"] == need
                     and row["state"] in ("confirmed", "cancelled")]
            if len(there) < times:
                yield f"took {session} {times} times and there are {there}"

    def unasked(self, diary, acts):
        accepted = {act.booking for act in acts if act.answer == "accept"}
        taken = {act.session for act in acts if act.answer == "taken"}
        ended = {act.booking for act in acts if act.answer in ("move", "leave", "taken")}
        for booking, row in diary.items():
            if row["state"] in ("confirmed", "cancelled") and not (
                    booking in accepted or row["session_id"] in taken):
                asked = [act for act in acts if booking == act.booking or act.session == row["session_id"]]
                yield f"never asked for: {row}, but {asked}"
            if row["state"] == "cancelled" and booking not in ended:
                yield f"never given up: {row}"

    def gone_without_cause(self):
        """Who was told that a hold had gone, which it had not and was not let go by the service."""
        return [f"{person.number}: {act}" for person in self.people for act in person.acts
                if act.answer == "gone" and self.diary[person.number][act.booking]["state"] in ("confirmed", "held")]


STATUS = {"held": "TENTATIVE", "confirmed": "CONFIRMED"}


def wrong_calendars(database, books, subscriptions):
    """Calendars that are not what the database says."""
    for subscription in subscriptions:
        number, found = subscription.person.number, events(subscription.document)
        if subscription.host:
            expected = {row["session_id"]: row for row in rows(database, f"""
                SELECT session_id, session.sequence + session_seat.sequence AS sequence,
                    CASE WHEN confirmed > 0 OR capacity > 1 THEN 'CONFIRMED' ELSE 'TENTATIVE' END AS status,
                    to_char(lower(during) AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"') AS starts
                FROM session JOIN session_seat USING (session_id)
                    JOIN person ON person_id = host_person_id
                WHERE reference = '{number}' AND capacity > 0""")}
        else:
            expected = {booking: {**row, "status": STATUS.get(row["state"], "CANCELLED")}
                        for booking, row in books.diary.get(number, {}).items()}
        told = {uid: (event["STATUS"], event["DTSTART"], int(event["SEQUENCE"])) for uid, event in found.items()}
        there = {uid: (row["status"], row["starts"], row["sequence"]) for uid, row in expected.items()}
        if told != there:
            yield f"calendar of {number}: {sorted(set(told.items()) ^ set(there.items()))[:4]}"
        yield from (f"calendar of {number}: {complaint}" for complaint in subscription.complaints)
