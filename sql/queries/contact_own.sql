-- Whether somebody is or will be asked to contact a person, who, and when.
-- role: web
-- takes: person_id uuid
-- gives: due_at timestamptz, asked text, listed boolean
SELECT due_at, asked, listed FROM contact WHERE person_id = $1
ORDER BY listed DESC, due_at LIMIT 1;
