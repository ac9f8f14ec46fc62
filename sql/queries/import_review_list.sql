-- What the newest imports left out, in one list, most rows first.
-- role: recorder
-- takes: organisation_id uuid, list text, most integer
-- gives: source text, name text, second_name text, rows bigint, imported_at timestamptz
SELECT source, name, second_name, rows, imported_at FROM import_review
WHERE organisation_id = $1 AND list = $2
ORDER BY import_review.rows DESC, name, second_name, source LIMIT $3;
