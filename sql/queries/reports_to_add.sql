-- Begins the reporting lines of some people who have none; with a nil manager none begins.
-- role: recorder
-- takes: organisation_id uuid, person_ids uuid[], manager_ids uuid[], at timestamptz
INSERT INTO reports_to (person_id, manager_person_id, organisation_id, during, recorded_at,
	changed_in)
SELECT given.person_id, given.manager_person_id, $1, tstzrange(greatest($4, former.until), 'infinity'),
	$4, pg_current_xact_id()::text::bigint
FROM unnest($2::uuid[], $3::uuid[]) AS given (person_id, manager_person_id)
LEFT JOIN (SELECT person_id, max(upper(during)) AS until FROM reports_to
		WHERE person_id = ANY ($2) GROUP BY person_id) AS former
	ON former.person_id = given.person_id
WHERE given.manager_person_id <> '00000000-0000-0000-0000-000000000000'
	AND (former.until IS NULL OR former.until < 'infinity');
