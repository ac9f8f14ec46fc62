-- Destroys the links to a person's calendars.
-- role: erasure
-- takes: person_id uuid
-- gives: link_id uuid
DELETE FROM feed_token WHERE person_id = $1 RETURNING link_id;
