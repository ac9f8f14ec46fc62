-- Takes in the rows of a file of staff.
-- role: recorder
-- copy
-- needs: staff_incoming_create
-- takes: line bigint, fault integer, person_id uuid, reference text, display_name text, sign_in_name text, name_hash bytea, named boolean, profile text, team text, team_id uuid, manager text, language text, nation text, needs text[], joined text, leaves_at timestamptz, roles text[], known boolean
COPY staff_incoming (line, fault, person_id, reference, display_name, sign_in_name, name_hash, named,
	profile, team, team_id, manager, language, nation, needs, joined, leaves_at, roles, known)
FROM STDIN (FORMAT binary);
