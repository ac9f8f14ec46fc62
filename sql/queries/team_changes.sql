-- Whose teams, or what of those may be booked, were changed by transactions from a number on.
-- role: recorder
-- takes: settled bigint, unseen bigint
-- gives: manager_person_id uuid, changed_in bigint
SELECT manager_person_id, changed_in FROM reports_to WHERE changed_in >= $1 AND changed_in < $2
UNION
SELECT manager_person_id, feed_revision.changed_in
FROM feed_revision JOIN reports_to USING (person_id)
WHERE part = 'attendee' AND feed_revision.changed_in >= $1 AND feed_revision.changed_in < $2
	AND upper(during) = 'infinity';
