-- Whom a clinician has to be asked to contact by now.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: person_id uuid
SELECT DISTINCT person_id FROM contact WHERE NOT listed AND due_at <= $1
ORDER BY person_id LIMIT $2;
