-- Keeps what an import of a source left out, in one list.
-- role: recorder
-- takes: organisation_id uuid, source text, list text, names text[], second_names text[], rows integer[], at timestamptz
INSERT INTO import_review (organisation_id, source, list, name, second_name, rows, imported_at)
SELECT $1, $2, $3, item.name, item.second_name, sum(item.rows), $7
FROM unnest($4, $5, $6) AS item (name, second_name, rows)
GROUP BY item.name, item.second_name;
