-- When a manager's team last changed.
-- role: web
-- takes: manager_person_id uuid
-- gives: revised_at timestamptz
SELECT greatest(max(lower(during)), max(upper(during)) FILTER (WHERE upper(during) < 'infinity'))
	AS revised_at
FROM reports_to WHERE manager_person_id = $1;
