-- Has the engine look again at what is held for some people, since what is known of their time has
-- changed: it lets go of what does not fit any more, and looks for something else.
-- role: recorder
-- takes: person_ids uuid[], at timestamptz
UPDATE need SET try_at = $2 WHERE person_id = ANY ($1) AND state IN ('no_seat', 'held');
