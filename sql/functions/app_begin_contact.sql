-- Begins a transaction for a clinician who may be asked to contact people: beside what is their own,
-- policies then show whom they are. Of the web role the accounts of others are hidden, so the
-- function finds the clinician only, and only where they are named.
CREATE OR REPLACE FUNCTION app_begin_contact(person uuid, organisation uuid, at timestamptz)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM app_begin(person, NULL);
	IF EXISTS (SELECT FROM contact_clinicians(organisation, NULL, at) WHERE clinician = person) THEN
		EXECUTE format('SET LOCAL app.contact_of = %L', organisation::text);
	END IF;
END $$;
REVOKE ALL ON FUNCTION app_begin_contact(uuid, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_begin_contact(uuid, uuid, timestamptz) TO plimsoll_web;
