-- Forgets a person's sessions that were over long ago.
-- role: web
-- takes: person_id uuid, before timestamptz
DELETE FROM sign_in_session WHERE person_id = $1 AND absolute_until < $2;
