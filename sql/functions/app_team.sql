-- Says that a transaction works for somebody as a line manager too, and gives who reports to them at
-- an instant. Row-level security reads it until the transaction ends or works for somebody else: a
-- list, because policies of a Citus cluster may not ask another table.
CREATE OR REPLACE FUNCTION app_team(at timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql AS $$
DECLARE
	team uuid[];
BEGIN
	team := ARRAY(SELECT person_id FROM reports_to
		WHERE manager_person_id = nullif(current_setting('app.user_id', true), '')::uuid
			AND during @> at
		ORDER BY person_id);
	EXECUTE format('SET LOCAL app.team = %L', array_to_string(team, ','));
	RETURN QUERY SELECT unnest(team);
END $$;
REVOKE ALL ON FUNCTION app_team(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_team(timestamptz) TO plimsoll_web;
