-- Nothing more is looked for, or held, for a person.
-- role: recorder
-- takes: person_id uuid, at timestamptz
UPDATE need SET state = 'lapsed', no_seat_reason = NULL, try_at = 'infinity', changed_at = $2
WHERE person_id = $1 AND (state IN ('open', 'no_seat', 'held')
	OR (state = 'booked' AND need_id IN (SELECT need_id FROM diary WHERE person_id = $1
		AND part = 'attendee' AND state = 'confirmed' AND upper(during) > $2)));
