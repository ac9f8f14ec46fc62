-- Somebody who leaves reports to nobody, and nobody to them; gives who did.
-- role: recorder
-- takes: person_id uuid, at timestamptz
-- gives: person_id uuid
UPDATE reports_to
SET during = tstzrange(lower(during), greatest($2, lower(during) + interval '1 second')),
	changed_in = pg_current_xact_id()::text::bigint
WHERE (person_id = $1 OR manager_person_id = $1) AND upper(during) = 'infinity'
RETURNING person_id;
