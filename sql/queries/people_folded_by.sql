-- Notes by which version of the policy some people's lines were folded.
-- role: recorder
-- takes: person_ids uuid[], version integer
UPDATE person SET folded_version = $2 WHERE person_id = ANY ($1);
