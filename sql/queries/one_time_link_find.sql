-- What a link that can be used is for; app_begin() has been given the same hash.
-- role: web
-- takes: link_hash bytea, at timestamptz
-- gives: purpose text, person_id uuid, organisation_id uuid, expires_at timestamptz
SELECT purpose, person_id, organisation_id, expires_at FROM one_time_link
WHERE link_hash = $1 AND used_at IS NULL AND expires_at > $2;
