-- What is looked for on behalf of a person and not found yet, and why.
-- role: web
-- takes: person_id uuid
-- gives: need_id uuid, any_since timestamptz, kind text, reason text, latest_at timestamptz
SELECT need_id, any_since, kinds[1] AS kind, no_seat_reason AS reason, latest_at FROM need
WHERE person_id = $1 AND state = 'no_seat' ORDER BY latest_at, need_id;
