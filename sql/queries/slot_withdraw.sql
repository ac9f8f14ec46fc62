-- Withdraws a session of one to one whose place nobody has; nothing where somebody does.
-- role: recorder
-- takes: session_id uuid, host_person_id uuid, at timestamptz
WITH withdrawn AS (
	UPDATE session_seat SET capacity = 0, sequence = sequence + 1, changed_at = $3
	WHERE session_id = $1 AND taken = 0 AND capacity <= 1 RETURNING session_id)
UPDATE diary SET state = 'cancelled', sequence = diary.sequence + 1, changed_at = $3
FROM withdrawn WHERE diary.person_id = $2 AND diary.session_id = withdrawn.session_id
	AND diary.part = 'host' AND diary.state = 'confirmed';
