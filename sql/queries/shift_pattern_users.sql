-- How many people are on each shift pattern from a time on, shipped or not.
-- role: recorder
-- takes: organisation_id uuid, at timestamptz
-- gives: name text, people bigint
SELECT pattern AS name, count(DISTINCT person_id) AS people FROM roster
WHERE organisation_id = $1 AND pattern IS NOT NULL AND upper(covers) > $2
GROUP BY pattern ORDER BY pattern;
