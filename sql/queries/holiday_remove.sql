-- Takes back the public holidays of a nation from one day to another.
-- role: recorder
-- takes: organisation_id uuid, nation text, first timestamptz, last timestamptz
DELETE FROM public_holiday WHERE organisation_id = $1 AND nation = $2
	AND on_day BETWEEN ($3 AT TIME ZONE 'UTC')::date AND ($4 AT TIME ZONE 'UTC')::date;
