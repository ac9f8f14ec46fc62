-- Adds an entry to each of some chains, of one act; salts, commitments and links are 32 bytes after
-- 32 bytes.
-- role: owner, web, recorder, erasure
-- takes: organisation_id uuid, at timestamptz, actor text, actor_person_id uuid, actor_role text, action text, person_ids uuid[], numbers integer[], salts bytea, commitments bytea, links bytea
INSERT INTO audit_entry (person_id, number, organisation_id, acted_at, actor, actor_person_id,
	actor_role, action, salt, commitment, link)
SELECT person_id, number, $1, $2, $3, $4, $5, $6, substr($9, 32 * place::integer - 31, 32),
	substr($10, 32 * place::integer - 31, 32), substr($11, 32 * place::integer - 31, 32)
FROM unnest($7::uuid[], $8::integer[]) WITH ORDINALITY AS new (person_id, number, place);
