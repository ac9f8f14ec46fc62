-- Has people contacted unless they answer their needs by then, where somebody is named who can be
-- asked, and they have signed in before and so been told. What was due for the same rule stays due
-- when it was.
-- role: recorder
-- takes: organisation_id uuid, at timestamptz, person_ids uuid[], rules text[], need_ids uuid[], after_seconds integer[], due timestamptz[]
INSERT INTO contact (person_id, rule, organisation_id, need_id, after_seconds, due_at, asked, listed,
	created_at, changed_at)
SELECT new.person_id, rule, $1, need_id, after_seconds, due, asked, false, $2, $2
FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::integer[], $7::timestamptz[])
	AS new (person_id, rule, need_id, after_seconds, due)
CROSS JOIN LATERAL (SELECT string_agg(name, ' / ' ORDER BY name, clinician) AS asked
	FROM contact_clinicians($1, new.person_id, $2)) AS named
WHERE asked IS NOT NULL AND EXISTS (SELECT FROM account
	WHERE account.person_id = new.person_id AND state = 'active' AND password_set_at IS NOT NULL)
ON CONFLICT (person_id, rule) DO UPDATE SET need_id = excluded.need_id,
	due_at = least(contact.due_at, excluded.due_at), changed_at = excluded.changed_at;
