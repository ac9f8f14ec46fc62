-- Every pattern of sessions of an organisation, single dates first, then the larger ones: where a
-- host would be in two places, what comes first takes place. Exceptions have blanks between.
-- role: recorder, web
-- takes: organisation_id uuid
-- gives: series_id uuid, kind text, topic text, description text, zone text, starts_local text, minutes integer, rule text, except_local text, capacity integer, host_person_id uuid, sequence integer, created_at timestamptz, changed_at timestamptz, published_until timestamptz, language text, manner text
SELECT series_id, kind, topic, description, zone, starts_local, minutes, rule,
	array_to_string(except_local, ' ') AS except_local, capacity, host_person_id, sequence,
	created_at, changed_at, published_until, coalesce(language, '') AS language,
	coalesce(manner, '') AS manner
FROM series WHERE organisation_id = $1
ORDER BY rule <> '', capacity DESC, starts_local, series_id;
