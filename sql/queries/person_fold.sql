-- Begins folding a person's log: their row is locked until the transaction ends.
-- role: recorder
-- takes: person_id uuid, at timestamptz
-- gives: profile text
UPDATE person SET folded_at = $2 WHERE person_id = $1 RETURNING profile;
