-- Nobody can be asked, and that is what the person is told: it is due again later.
-- role: recorder
-- takes: person_id uuid, at timestamptz, due timestamptz
UPDATE contact SET due_at = $3, asked = '', changed_at = $2
WHERE person_id = $1 AND NOT listed AND due_at <= $2;
