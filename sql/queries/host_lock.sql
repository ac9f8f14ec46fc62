-- Locks what a host said of their sessions, so that no two are placed with them at once.
-- role: recorder
-- takes: person_id uuid
-- gives: person_id uuid
SELECT person_id FROM availability WHERE person_id = $1 FOR NO KEY UPDATE;
