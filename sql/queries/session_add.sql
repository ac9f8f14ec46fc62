-- Publishes one dated session with its seats and its host's diary row. Nothing happens when it is
-- published already, or when its host is taken up at that time. One to one without a language is in those
-- that its host leads in.
-- role: recorder
-- takes: session_id uuid, organisation_id uuid, series_id uuid, kind text, topic text, host_person_id uuid, during tstzrange, capacity integer, at timestamptz, host_booking_id uuid, alone boolean, language text, manner text
WITH taken_up AS (
	INSERT INTO diary (person_id, booking_id, organisation_id, session_id, part, during, takes_time, state,
		sequence, created_at, changed_at)
	VALUES ($6, $10, $2, $1, 'host', $7, true, 'confirmed', 0, $9, $9)
	ON CONFLICT DO NOTHING RETURNING session_id),
published AS (
	INSERT INTO session (session_id, organisation_id, series_id, kind, topic, host_person_id,
		during, state, sequence, created_at, changed_at, languages, manner)
	SELECT $1, $2, $3, $4, $5, $6, $7, 'published', 0, $9, $9, CASE WHEN $12 <> '' THEN ARRAY[$12]
		ELSE coalesce((SELECT leads_in FROM account WHERE person_id = $6 AND $11), '{en}') END,
		nullif($13, '') FROM taken_up
	RETURNING session_id)
INSERT INTO session_seat (session_id, capacity, taken, confirmed, sequence, changed_at)
SELECT session_id, $8, 0, 0, 0, $9 FROM published;
