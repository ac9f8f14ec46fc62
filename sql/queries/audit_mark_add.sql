-- Notes which entries a root counted as the last of their chains; links are 32 bytes after 32 bytes.
-- role: recorder
-- takes: organisation_id uuid, root_number integer, person_ids uuid[], numbers integer[], links bytea
INSERT INTO audit_mark (person_id, number, organisation_id, root_number, link)
SELECT person_id, number, $1, $2, substr($5, 32 * place::integer - 31, 32)
FROM unnest($3::uuid[], $4::integer[]) WITH ORDINALITY AS new (person_id, number, place);
