-- The same for a clinician who looks at a load that is shared with them: beside what is their own,
-- policies then show what of its owner is shared. Gives the owner, or null where no share of that
-- id is in force with them at that instant. Null for the share: those in force can be listed.
CREATE OR REPLACE FUNCTION app_begin_shared(clinician uuid, share uuid, at timestamptz) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
	of uuid;
BEGIN
	PERFORM app_begin(clinician, NULL);
	EXECUTE format('SET LOCAL app.shared_at = %L', at::text);
	SELECT person_id INTO of FROM load_share
	WHERE share_id = share AND clinician_person_id = clinician;
	EXECUTE format('SET LOCAL app.shared_user_id = %L', coalesce(of::text, ''));
	RETURN of;
END $$;
REVOKE ALL ON FUNCTION app_begin_shared(uuid, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_begin_shared(uuid, uuid, timestamptz) TO plimsoll_web;
