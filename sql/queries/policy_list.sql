-- Every version of the policy, in order, without who proposed and approved it; unknown times are
-- infinity.
-- role: recorder, web
-- takes: organisation_id uuid
-- gives: version integer, document text, in_force_from timestamptz, recorded_at timestamptz, approved_at timestamptz, withdrawn_at timestamptz, staff_body text, staff_on timestamptz, staff_view text, staff_note text
SELECT version, document, in_force_from, recorded_at,
	coalesce(approved_at, 'infinity') AS approved_at,
	coalesce(withdrawn_at, 'infinity') AS withdrawn_at, coalesce(staff_body, '') AS staff_body,
	coalesce(staff_on::timestamp AT TIME ZONE 'UTC', 'infinity') AS staff_on,
	coalesce(staff_view, 'none') AS staff_view, coalesce(staff_note, '') AS staff_note
FROM policy WHERE organisation_id = $1 ORDER BY version;
