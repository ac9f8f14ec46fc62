-- Has the sessions of a host's hours that nobody has a place in be held in the manner that the host says.
-- What somebody has accepted stays as it was told them.
-- role: recorder
-- takes: host_person_id uuid, manner text, at timestamptz
UPDATE session SET manner = nullif($2, '')
FROM session_seat
WHERE session_seat.session_id = session.session_id AND host_person_id = $1 AND series_id IS NULL
	AND lower(during) > $3 AND taken = 0;
