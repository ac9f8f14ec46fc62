-- Takes back what rosters say of some people, each given by the stretch of time.
-- role: recorder
-- takes: person_ids uuid[], covers tstzrange[]
DELETE FROM roster USING unnest($1::uuid[], $2::tstzrange[]) AS gone (person_id, covers)
WHERE roster.person_id = gone.person_id AND roster.covers = gone.covers;
