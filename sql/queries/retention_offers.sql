-- Destroys some of what was offered, is closed, and could have been taken up to `before`.
-- role: erasure
-- takes: before timestamptz, most integer
DELETE FROM need WHERE (person_id, need_id) IN (
	SELECT person_id, need_id FROM need
	WHERE state IN ('booked', 'declined', 'lapsed', 'escalated') AND latest_at <= $1 LIMIT $2);
