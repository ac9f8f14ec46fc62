-- Locks the heads of some chains, in the order given, until the transaction ends, each one longer
-- by one; where a chain begins, `links` has one hash of 32 bytes after another for what stands
-- before its first entry. Gives the number of the entry to add and the link before it.
-- role: owner, web, recorder, erasure
-- takes: organisation_id uuid, person_ids uuid[], links bytea
-- gives: person_id uuid, length integer, link bytea
INSERT INTO audit_head (person_id, organisation_id, length, link)
SELECT person_id, $1, 1, substr($3, 32 * place::integer - 31, 32)
FROM unnest($2::uuid[]) WITH ORDINALITY AS new (person_id, place)
ON CONFLICT (person_id) DO UPDATE SET length = audit_head.length + 1
RETURNING person_id, length, link;
