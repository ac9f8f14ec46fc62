#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What vdirsyncer with khal, and calcurse, make of a calendar over several syncs: an empty one, a new
booking, one moved, cancelled and removed, and one that becomes empty again."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from calendar_programs import CalendarPrograms  # noqa: E402
from other_database import OtherDatabase  # noqa: E402
from service import Service, run_tests, wait_for  # noqa: E402

service = Service("2026-12-01T09:00:00Z")
database = OtherDatabase(service.folder / "other")
before = service.arguments
service.arguments = lambda: [*before(), "--database", database.conninfo]
programs = CalendarPrograms(service, service.folder / "home")
PERSON = "(SELECT person_id FROM person WHERE reference = 'somebody')"


def change(statement):
    """Changes a booking as the engine does: with the feed's revision in the same transaction."""
    database.psql(f"""BEGIN; {statement};
        INSERT INTO feed_revision (person_id, part, revised_at, changed_in)
        VALUES ({PERSON}, 'attendee', '2026-12-01 09:00', pg_current_xact_id()::text::bigint)
        ON CONFLICT (person_id, part) DO UPDATE SET changed_in = excluded.changed_in,
            revised_at = feed_revision.revised_at + interval '1 second'; COMMIT""")


def changed(path, statement):
    body = service.get(path).body
    change(statement)
    wait_for(lambda: service.get(path).body != body, "the calendar to change")


def programs_follow_a_calendar_over_several_syncs():
    database.psql("""INSERT INTO person SELECT md5('somebody')::uuid, organisation_id, 'somebody',
        'response', '2026-12-01', '2026-12-01' FROM organisation;
        INSERT INTO person_reference SELECT 'somebody', organisation_id, md5('somebody')::uuid
        FROM organisation""")
    path = service.link("--person", "somebody")
    assert b"VEVENT" not in service.get(path).body
    programs.set_up(path)
    programs.seen_by_all(path)
    session = "(SELECT session_id FROM session LIMIT 1)"
    changed(path, f"""INSERT INTO diary (person_id, booking_id, organisation_id, session_id, part,
        during, takes_time, state, sequence, created_at, changed_at)
        SELECT {PERSON}, md5(n::text)::uuid, organisation_id, {session}, 'attendee',
        tstzrange('2026-12-10 10:00Z'::timestamptz + n * interval '1 day',
                  '2026-12-10 11:00Z'::timestamptz + n * interval '1 day'), true, 'confirmed', 0,
        '2026-12-01 09:00Z', '2026-12-01 09:00Z' FROM organisation, generate_series(0, 1) n""")
    second = ("2026-12-11 10:00-11:00", "Appointment", "")
    programs.seen_by_all(path, ("2026-12-10 10:00-11:00", "Appointment", ""), second)
    one = f"WHERE person_id = {PERSON} AND booking_id = md5('0')::uuid"
    changed(path, f"""UPDATE diary SET sequence = sequence + 1, changed_at = '2026-12-01 09:01Z',
        during = '[2026-12-10 14:30Z, 2026-12-10 15:30Z)' {one}""")
    programs.seen_by_all(path, ("2026-12-10 14:30-15:30", "Appointment", ""), second)
    changed(path, f"""UPDATE diary SET sequence = sequence + 1, changed_at = '2026-12-01 09:02Z',
        state = 'cancelled' {one}""")
    programs.seen_by_all(path, ("2026-12-10 14:30-15:30", "Cancelled: Appointment", "CANCELLED"), second)
    changed(path, f"DELETE FROM diary {one}")
    programs.seen_by_all(path, second)
    changed(path, f"DELETE FROM diary WHERE person_id = {PERSON}")
    assert not any(line.startswith("2026-") for line in programs.calcurse(path))
    refused = programs.synced(ok=False)
    said = refused.stdout + refused.stderr
    assert refused.returncode != 0 and "emptied" in said, said
    assert [line[:22] for line in programs.khal()] == [second[0]], "vdirsyncer keeps what it had"


def a_database_that_is_away_leaves_what_was_there():
    had = programs.khal()
    database.stop()
    try:
        assert programs.synced(ok=False).returncode != 0
    finally:
        database.start()
    assert had and programs.khal() == had


with service:
    database.create()
    try:
        service.start("--demo")
        run_tests(programs_follow_a_calendar_over_several_syncs,
                  a_database_that_is_away_leaves_what_was_there)
    finally:
        database.stop()
