-- When all was last planned, and how many needs were placed or not and how many sessions published or
-- changed since.
-- role: recorder
-- takes: organisation_id uuid, at timestamptz
-- gives: planned_at timestamptz, needs bigint, sessions bigint
WITH last AS (SELECT coalesce((SELECT planned_at FROM plan WHERE organisation_id = $1), 'epoch')
	AS planned_at)
SELECT planned_at,
	(SELECT count(*) FROM need WHERE state IN ('no_seat', 'held') AND changed_at > planned_at)
		AS needs,
	(SELECT count(*) FROM session JOIN session_seat USING (session_id)
		WHERE lower(during) > $2 AND session_seat.changed_at > planned_at) AS sessions
FROM last;
