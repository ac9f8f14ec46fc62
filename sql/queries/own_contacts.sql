-- Whether somebody is or will be asked to contact a person, and when.
-- role: web
-- takes: person_id uuid
-- gives: due_at timestamptz, asked text, listed boolean
SELECT due_at, asked, listed FROM contact WHERE person_id = $1 ORDER BY due_at, asked;
