-- Gives the heads of some chains, which are locked, their new links: 32 bytes after 32 bytes.
-- role: owner, web, recorder, erasure
-- takes: organisation_id uuid, person_ids uuid[], lengths integer[], links bytea
INSERT INTO audit_head (person_id, organisation_id, length, link)
SELECT person_id, $1, length, substr($4, 32 * place::integer - 31, 32)
FROM unnest($2::uuid[], $3::integer[]) WITH ORDINALITY AS new (person_id, length, place)
ON CONFLICT (person_id) DO UPDATE SET link = excluded.link;
