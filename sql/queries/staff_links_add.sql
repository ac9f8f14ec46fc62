-- Makes invitations for some people; only their hashes are kept, 32 bytes after 32 bytes.
-- role: recorder
-- takes: organisation_id uuid, person_ids uuid[], hashes bytea, at timestamptz, expires_at timestamptz
INSERT INTO one_time_link (link_hash, organisation_id, purpose, person_id, made_at, expires_at)
SELECT substr($3, 32 * place::integer - 31, 32), $1, 'invitation', person_id, $4, $5
FROM unnest($2::uuid[]) WITH ORDINALITY AS new (person_id, place);
