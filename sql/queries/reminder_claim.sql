-- Takes a reminder upon oneself, for good unless it is given back; no row where another service has it,
-- or had it, or where nothing is booked any more.
-- role: recorder
-- takes: person_id uuid, booking_id uuid, which text, at timestamptz
-- gives: tries integer
WITH mine AS (SELECT person_id, booking_id, organisation_id FROM diary
	WHERE person_id = $1 AND booking_id = $2 AND state = 'confirmed' FOR UPDATE SKIP LOCKED)
INSERT INTO reminder (person_id, booking_id, which, organisation_id, state, tries, try_at, changed_at)
SELECT person_id, booking_id, $3, organisation_id, 'claimed', 1, 'infinity', $4 FROM mine
ON CONFLICT (person_id, booking_id, which) DO UPDATE SET state = 'claimed',
	tries = reminder.tries + 1, try_at = 'infinity', changed_at = $4
	WHERE reminder.state = 'waiting' AND reminder.try_at <= $4
RETURNING tries;
