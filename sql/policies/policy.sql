-- Grants of policy, which holds nobody's log. Who proposed and approved is not for everybody.
GRANT SELECT (organisation_id, version, document, in_force_from, recorded_at, approved_at,
	withdrawn_at, staff_body, staff_on, staff_view, staff_note) ON policy TO plimsoll_web;
GRANT SELECT, INSERT, UPDATE (in_force_from, approved_by, approved_at, withdrawn_at, staff_body,
	staff_on, staff_view, staff_note, changed_over_at) ON policy TO plimsoll_recorder;
GRANT SELECT ON policy TO plimsoll_backup;
