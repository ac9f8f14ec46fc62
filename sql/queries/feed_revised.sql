-- When a person's feed last changed.
-- role: web
-- takes: person_id uuid, part text
-- gives: revised_at timestamptz
SELECT revised_at FROM feed_revision WHERE person_id = $1 AND part = $2;
