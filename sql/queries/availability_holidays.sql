-- The public holidays of a person's nation, as days since 1970-01-01.
-- role: web, recorder
-- takes: person_id uuid, organisation_id uuid, first integer, last integer
-- gives: day integer
SELECT on_day - date '1970-01-01' AS day
FROM organisation LEFT JOIN account ON account.person_id = $1
	JOIN public_holiday ON public_holiday.organisation_id = organisation.organisation_id
		AND public_holiday.nation = coalesce(account.nation, organisation.nation)
WHERE organisation.organisation_id = $2
	AND on_day BETWEEN date '1970-01-01' + $3 AND date '1970-01-01' + $4
ORDER BY on_day;
