-- Forgets where people stand with cadences.
-- role: recorder
-- takes: person_ids uuid[], cadences text[]
DELETE FROM person_cadence USING unnest($1::uuid[], $2::text[]) AS ended (person_id, cadence)
WHERE person_cadence.person_id = ended.person_id AND person_cadence.cadence = ended.cadence;
