-- How many officers and supervisors there are, and how many of them are not in the file.
-- role: recorder
-- needs: staff_incoming_create
-- takes: organisation_id uuid
-- gives: staff bigint, missing bigint
SELECT count(*) AS staff, count(*) FILTER (WHERE given.person_id IS NULL) AS missing
FROM account LEFT JOIN (SELECT DISTINCT person_id FROM staff_incoming) AS given USING (person_id)
WHERE organisation_id = $1 AND state = 'active' AND roles && '{officer,supervisor}';
