-- Somebody who leaves is in no team any more.
-- role: recorder
-- takes: person_id uuid, at timestamptz
UPDATE team_member
SET during = tstzrange(lower(during), greatest($2, lower(during) + interval '1 second'))
WHERE person_id = $1 AND upper(during) = 'infinity';
