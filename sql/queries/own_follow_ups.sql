-- What a person will be offered later.
-- role: recorder
-- takes: person_id uuid
-- gives: due_at timestamptz
SELECT due_at FROM follow_up WHERE person_id = $1 ORDER BY due_at, number;
