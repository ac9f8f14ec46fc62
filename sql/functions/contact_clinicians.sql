-- Who is asked to contact a person: the clinicians who are named for it, can sign in, and are outside
-- the line of command at an instant, which is that nobody reports to them and they have no role in
-- which they would see anything else of others; never the person themselves.
CREATE OR REPLACE FUNCTION contact_clinicians(organisation uuid, but uuid, at timestamptz)
RETURNS TABLE (clinician uuid, name text)
LANGUAGE sql STABLE AS $$
	SELECT person_id, display_name FROM account
	WHERE organisation_id = organisation AND contacts AND state = 'active'
		AND 'clinician' = ANY (roles) AND roles <@ ARRAY['clinician', 'officer']
		AND person_id IS DISTINCT FROM but
		AND NOT EXISTS (SELECT FROM reports_to
			WHERE manager_person_id = account.person_id AND during @> at)
$$;
REVOKE ALL ON FUNCTION contact_clinicians(uuid, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION contact_clinicians(uuid, uuid, timestamptz)
	TO plimsoll_web, plimsoll_recorder;
