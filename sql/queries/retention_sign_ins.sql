-- Destroys some of the sessions that were over by `before`.
-- role: erasure
-- takes: before timestamptz, most integer
DELETE FROM sign_in_session WHERE token_hash IN (
	SELECT token_hash FROM sign_in_session
	WHERE least(ended_at, idle_until, absolute_until) <= $1 LIMIT $2);
