-- Has a host's sessions to come be in the languages that they lead in, but those of a pattern that is in
-- one language.
-- role: recorder
-- takes: host_person_id uuid, kinds text[], languages text[], at timestamptz
UPDATE session SET languages = $3
WHERE host_person_id = $1 AND kind = ANY ($2) AND lower(during) > $4 AND NOT EXISTS (SELECT FROM series
	WHERE series.series_id = session.series_id AND series.language IS NOT NULL);
