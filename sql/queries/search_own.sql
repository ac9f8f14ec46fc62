-- What is looked for on behalf of a person and not found yet, and why.
-- role: web
-- takes: person_id uuid
-- gives: kind text, reason text, latest_at timestamptz
SELECT kinds[1] AS kind, no_seat_reason AS reason, latest_at FROM need
WHERE person_id = $1 AND state = 'no_seat' ORDER BY latest_at, need_id;
