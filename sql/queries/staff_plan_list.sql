-- Those whom a file of staff lets join, changes, lets leave or leaves without the line manager it
-- names, in order of staff number; what changes as bits in the order of the counts.
-- role: recorder
-- needs: staff_plan_create
-- takes: act text, after text, most integer
-- gives: reference text, display_name text, manager text, fault text, changes integer
SELECT reference, display_name, coalesce(manager, '') AS manager,
	coalesce(manager_fault, '') AS fault, changes
FROM (SELECT *, new_name::integer + 2 * new_sign_in::integer + 4 * new_profile::integer
		+ 8 * new_team::integer + 16 * new_manager::integer + 32 * new_nation::integer
		+ 64 * new_joined::integer + 128 * new_leaves::integer + 256 * new_roles::integer AS changes
	FROM staff_plan) AS planned
WHERE reference > $2 AND CASE $1 WHEN 'joins' THEN act IN ('joins', 'returns')
	WHEN 'stays' THEN act = 'stays' AND changes > 0
	WHEN 'unresolved' THEN manager_fault IS NOT NULL
	ELSE act = $1 END
ORDER BY reference LIMIT $3;
