-- Locks people whose cadences have to be looked at at a time, those first for whom they have to be
-- worked out anew, and tells when they joined (infinity where it is not known) and whether they can
-- be offered anything.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: person_id uuid, profile text, joined_at timestamptz, can_answer boolean, anew boolean
SELECT person_id, profile,
	coalesce(joined_on::timestamp AT TIME ZONE 'UTC', 'infinity') AS joined_at,
	EXISTS (SELECT FROM account WHERE account.person_id = person.person_id
		AND state = 'active' AND password_set_at IS NOT NULL) AS can_answer,
	cadence_due_at IS NULL AS anew
FROM person
WHERE cadence_due_at IS NULL OR cadence_due_at <= $1
ORDER BY cadence_due_at NULLS FIRST LIMIT $2
FOR UPDATE OF person SKIP LOCKED;
