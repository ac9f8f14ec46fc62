# SPDX-License-Identifier: MIT
"""Puts sessions and bookings into a demonstration's diary, as the engine would leave them."""


def person(service, reference):
    return service.sql("SELECT person_id FROM person WHERE reference = :'reference'",
                       reference=reference).strip()


def account(service, name):
    """The person who signs in with a name."""
    return service.sql("SELECT person_id FROM account JOIN sign_in_name USING (person_id) "
                       "WHERE sign_in_name = :'name'", name=name).strip()


def session(service, starts, kind="reflective_supervision", minutes=60, host=None):
    """A published session of a kind; led by somebody who is not the supervisor where none is said."""
    return service.sql("""
        INSERT INTO session SELECT gen_random_uuid(), organisation_id, series_id, kind, topic,
            coalesce(nullif(:'host', '')::uuid, host_person_id),
            tstzrange(:'starts', :'starts'::timestamptz + make_interval(mins => :minutes)), 'published', 0,
            :'starts'::timestamptz - interval '60 days', :'starts'::timestamptz - interval '60 days'
        FROM series WHERE kind = :'kind' AND host_person_id <> :'supervisor'
        ORDER BY series_id LIMIT 1 RETURNING session_id \\gset
        INSERT INTO session_seat SELECT :'session_id', capacity, 0, 0, 0, session.changed_at
        FROM session JOIN series USING (series_id) WHERE session_id = :'session_id';
        SELECT :'session_id'""", starts=starts, kind=kind, minutes=str(minutes), host=host or "",
                       supervisor=account(service, "supervisor")).strip()


def book(service, who, which, state="confirmed"):
    """A seat of a session for somebody; gives the booking."""
    return service.sql("""
        UPDATE session_seat SET taken = taken + 1, confirmed = confirmed + (:'state' = 'confirmed')::int,
            sequence = sequence + 1 WHERE session_id = :'session';
        INSERT INTO diary SELECT :'who', gen_random_uuid(), organisation_id, session_id, NULL, 'attendee',
            during, kind IN ('reflective_supervision', 'support_group', 'wellbeing_review', 'check_in'), :'state',
            CASE WHEN :'state' = 'held' THEN lower(during) END, 1, created_at, created_at
        FROM session WHERE session_id = :'session' RETURNING booking_id \\gset
        INSERT INTO feed_revision SELECT :'who', 'attendee', created_at, pg_current_xact_id()::text::bigint
        FROM session WHERE session_id = :'session'
        ON CONFLICT (person_id, part) DO UPDATE SET changed_in = excluded.changed_in,
            revised_at = feed_revision.revised_at + interval '1 second';
        SELECT :'booking_id'""", who=who, session=which, state=state).strip()


def group_that_has_begun(service, leader="facilitator"):
    """A support group that somebody leads, an hour ago, which the officer and two others accepted."""
    led = service.sql("SELECT session_id FROM session WHERE topic = 'Begun'").strip()
    if led:
        return led
    begun = service.sql("SELECT date_trunc('minute', :'now'::timestamptz) - interval '1 hour'",
                        now=service.clock or "now").strip()
    led = session(service, begun, "support_group", 60, account(service, leader))
    service.sql("UPDATE session SET topic = 'Begun' WHERE session_id = :'session'", session=led)
    others = service.sql("""SELECT person_id FROM account WHERE roles = '{officer}' AND state = 'active'
        AND sign_in_name <> 'officer' ORDER BY display_name LIMIT 2""").split()
    for who in (account(service, "officer"), *others):
        book(service, who, led)
    return led


def phone_in(service, leader="facilitator"):
    """A phone-in that somebody leads, within the hour."""
    led = service.sql("SELECT session_id FROM session WHERE topic = 'Asked'").strip()
    if led:
        return led
    begins = service.sql("SELECT date_trunc('minute', :'now'::timestamptz) + interval '30 minutes'",
                         now=service.clock or "now").strip()
    led = session(service, begins, "phone_in", 60, account(service, leader))
    service.sql("UPDATE session SET topic = 'Asked' WHERE session_id = :'session'", session=led)
    return led


def settle(service, booking, state, at):
    """Moves a booking to another state at a time."""
    service.sql("""
        BEGIN;
        UPDATE diary SET state = :'state', sequence = sequence + 1, changed_at = :'at'
        WHERE booking_id = :'booking' RETURNING person_id \\gset
        UPDATE feed_revision SET revised_at = revised_at + interval '1 second',
            changed_in = pg_current_xact_id()::text::bigint
        WHERE person_id = :'person_id' AND part = 'attendee';
        COMMIT""", booking=booking, state=state, at=at)
