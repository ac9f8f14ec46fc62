-- The next instant at which anything changes by time alone.
-- role: recorder
-- gives: at timestamptz
SELECT least(
	(SELECT min(next_change_at) FROM line_state),
	(SELECT min(answer_by) FROM diary WHERE state = 'held'),
	(SELECT min(try_at) FROM need WHERE state IN ('open', 'no_seat', 'held')),
	'infinity') AS at;
