-- Hosts whose sessions are to be worked out by now, those that have waited longest first.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: person_id uuid
SELECT person_id FROM availability WHERE look_at <= $1 ORDER BY look_at, person_id LIMIT $2;
