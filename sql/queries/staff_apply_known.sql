-- Changes what is known of people: role profile, and when they joined. Their cadence follows from both.
-- role: recorder
-- needs: staff_plan_create
UPDATE person SET profile = planned.profile,
	joined_on = CASE WHEN joined IS NULL THEN joined_on ELSE nullif(joined, '')::date END,
	cadence_due_at = NULL
FROM staff_plan planned
WHERE person.person_id = planned.person_id AND known AND (new_profile OR new_joined)
	AND act IN ('joins', 'returns', 'stays');
