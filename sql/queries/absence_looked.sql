-- The engine has looked at an absence. Of how many days away a session was offered for is noted with
-- the same absence from another source, too.
-- role: recorder
-- takes: person_id uuid, source text, during tstzrange, offered_days integer, look_at timestamptz
UPDATE absence SET offered_days = greatest(offered_days, $4),
	look_at = CASE WHEN source = $2 AND during = $3 THEN $5 ELSE look_at END
WHERE person_id = $1 AND during && $3;
