-- Those whose last day is over, and who have an account yet.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: person_id uuid
SELECT person_id FROM account WHERE state = 'active' AND leaves_at <= $1
ORDER BY person_id LIMIT $2;
