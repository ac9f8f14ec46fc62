-- Notes when everybody's lines had been folded by a version, where nobody is left; versions before it
-- that nobody was left for are done with, too.
-- role: recorder
-- takes: organisation_id uuid, version integer, at timestamptz
UPDATE policy SET changed_over_at = $3
WHERE organisation_id = $1 AND version <= $2 AND changed_over_at IS NULL
	AND approved_at IS NOT NULL AND withdrawn_at IS NULL
	AND NOT EXISTS (SELECT FROM person WHERE person.folded_version < $2);
