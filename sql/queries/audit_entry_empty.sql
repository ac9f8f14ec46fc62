-- Destroys the fields and salts of the entries of a chain before a number; what they were committed
-- to stays.
-- role: erasure
-- takes: person_id uuid, before integer
UPDATE audit_entry SET acted_at = NULL, actor = NULL, actor_person_id = NULL, actor_role = NULL,
	action = NULL, salt = NULL
WHERE person_id = $1 AND number < $2 AND salt IS NOT NULL;
