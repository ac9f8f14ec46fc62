-- The next instant at which anything changes by time alone; at once where a cadence was never worked
-- out, since another engine was at that person.
-- role: recorder
-- gives: at timestamptz
SELECT least(
	(SELECT min(next_change_at) FROM line_state),
	(SELECT min(answer_by) FROM diary WHERE state = 'held'),
	(SELECT min(try_at) FROM need WHERE state IN ('open', 'no_seat', 'held')),
	(SELECT min(look_at) FROM waiting),
	(SELECT min(due_at) FROM contact WHERE NOT listed),
	(SELECT min(due_at) FROM follow_up),
	(SELECT min(look_at) FROM absence WHERE look_at < 'infinity'),
	(SELECT min(look_at) FROM team),
	(SELECT min(look_at) FROM availability),
	(SELECT min(leaves_at) FROM account WHERE leaves_at IS NOT NULL AND state = 'active'),
	(SELECT min(in_force_from) FROM policy WHERE changed_over_at IS NULL
		AND approved_at IS NOT NULL AND withdrawn_at IS NULL),
	(SELECT 'epoch'::timestamptz FROM person WHERE cadence_due_at IS NULL LIMIT 1),
	(SELECT cadence_due_at FROM person WHERE cadence_due_at IS NOT NULL
		ORDER BY cadence_due_at LIMIT 1),
	'infinity') AS at;
