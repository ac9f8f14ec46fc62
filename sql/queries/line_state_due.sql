-- People for whom time alone changes a line by now.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: person_id uuid
SELECT DISTINCT person_id FROM line_state
WHERE next_change_at <= $1 ORDER BY person_id LIMIT $2;
