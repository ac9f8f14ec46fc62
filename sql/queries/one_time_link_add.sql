-- Makes a link that is used once; only its hash is kept.
-- role: recorder
-- takes: link_hash bytea, organisation_id uuid, purpose text, person_id uuid, at timestamptz, expires_at timestamptz
INSERT INTO one_time_link (link_hash, organisation_id, purpose, person_id, made_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6);
