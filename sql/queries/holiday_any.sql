-- Whether an organisation keeps public holidays.
-- role: recorder
-- takes: organisation_id uuid
-- gives: kept boolean
SELECT EXISTS (SELECT FROM public_holiday WHERE organisation_id = $1) AS kept;
