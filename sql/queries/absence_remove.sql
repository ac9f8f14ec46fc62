-- Takes absences back, each given by person and time.
-- role: recorder
-- takes: person_ids uuid[], source text, during tstzrange[]
DELETE FROM absence USING unnest($1::uuid[], $3::tstzrange[]) AS gone (person_id, during)
WHERE absence.person_id = gone.person_id AND source = $2 AND absence.during = gone.during;
