-- A person by staff number or responder.
-- role: recorder
-- takes: organisation_id uuid, reference text
-- gives: person_id uuid, reference text, profile text
SELECT person.person_id, known.reference, person.profile
FROM person_reference known JOIN person USING (person_id)
WHERE known.reference = $2 AND known.organisation_id = $1;
