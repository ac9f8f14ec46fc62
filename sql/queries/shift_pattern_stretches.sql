-- The stretches of rosters that come from a shift pattern and are not over, without their entries.
-- role: recorder
-- takes: organisation_id uuid, name text, at timestamptz
-- gives: person_id uuid, covers tstzrange, anchor integer
SELECT person_id, covers, anchor - date '1970-01-01' AS anchor FROM roster
WHERE organisation_id = $1 AND pattern = $2 AND upper(covers) > $3 ORDER BY person_id, covers;
