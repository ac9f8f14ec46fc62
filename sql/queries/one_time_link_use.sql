-- Uses a link; no row changes when it was used meanwhile.
-- role: web
-- takes: link_hash bytea, at timestamptz
UPDATE one_time_link SET used_at = $2
WHERE link_hash = $1 AND used_at IS NULL AND expires_at > $2;
