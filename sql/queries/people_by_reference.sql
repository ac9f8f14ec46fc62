-- People by staff number, responder or id; who is not there is left out.
-- role: recorder
-- takes: organisation_id uuid, references text[]
-- gives: reference text, person_id uuid
SELECT known.reference, known.person_id FROM person_reference known
WHERE known.organisation_id = $1 AND known.reference = ANY ($2);
