-- Locks people whose cadence has to be looked at at a time, those first for whom it was never worked
-- out, and tells what it follows from: whether they can be offered anything, the start of the newest
-- session they have accepted, and whether something is asked for them already. Unknown times are
-- infinity.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: person_id uuid, profile text, joined_at timestamptz, counted_from timestamptz, due timestamptz, last_session timestamptz, can_answer boolean, asked boolean
SELECT person_id, profile,
	coalesce(joined_on::timestamp AT TIME ZONE 'UTC', 'infinity') AS joined_at,
	coalesce(cadence_from, 'infinity') AS counted_from,
	coalesce(cadence_due_at, 'infinity') AS due,
	coalesce((SELECT max(lower(during)) FROM diary WHERE diary.person_id = person.person_id
		AND part = 'attendee' AND takes_time AND state = 'confirmed'), 'infinity') AS last_session,
	EXISTS (SELECT FROM account WHERE account.person_id = person.person_id
		AND state = 'active' AND password_set_at IS NOT NULL) AS can_answer,
	EXISTS (SELECT FROM need WHERE need.person_id = person.person_id
		AND state IN ('open', 'no_seat', 'held')) AS asked
FROM person
WHERE cadence_due_at IS NULL OR cadence_due_at <= $1
ORDER BY cadence_due_at NULLS FIRST LIMIT $2
FOR UPDATE OF person SKIP LOCKED;
