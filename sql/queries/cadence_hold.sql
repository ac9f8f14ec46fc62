-- Keeps everybody else from looking at a person's cadences until the transaction ends.
-- role: recorder
-- takes: person_id uuid
-- gives: person_id uuid
SELECT person_id FROM person WHERE person_id = $1 FOR NO KEY UPDATE;
