-- What is open and begins with the same kind as a need is placed before all others.
-- role: recorder
-- takes: person_id uuid, need_id uuid, at timestamptz
UPDATE need SET first = true,
	try_at = CASE state WHEN 'no_seat' THEN least(try_at, $3) ELSE try_at END
WHERE person_id = $1 AND need_id <> $2 AND state IN ('open', 'no_seat', 'held')
	AND kinds[1] = (SELECT called.kinds[1] FROM need called
		WHERE called.person_id = $1 AND called.need_id = $2);
