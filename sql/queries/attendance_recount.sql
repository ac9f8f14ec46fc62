-- Has people's cadences worked out anew, and none counted from a session that began then.
-- role: recorder
-- takes: person_ids uuid[], began_at timestamptz
WITH counted AS (UPDATE person_cadence SET counted_from = NULL
	WHERE person_id = ANY ($1) AND counted_from = $2)
UPDATE person SET cadence_due_at = NULL WHERE person_id = ANY ($1);
