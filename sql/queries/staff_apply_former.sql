-- Keeps the role profile that people had until now.
-- role: recorder
-- needs: staff_plan_create
-- takes: organisation_id uuid, at timestamptz
INSERT INTO former_profile (person_id, profile, organisation_id, during, recorded_at)
SELECT person.person_id, person.profile, $1, tstzrange(coalesce(former.until, '-infinity'), $2), $2
FROM staff_plan JOIN person USING (person_id)
	LEFT JOIN (SELECT person_id, max(upper(during)) AS until FROM former_profile GROUP BY person_id)
		AS former ON former.person_id = person.person_id
WHERE known AND new_profile AND act IN ('joins', 'returns', 'stays')
	AND (former.until IS NULL OR former.until < $2);
