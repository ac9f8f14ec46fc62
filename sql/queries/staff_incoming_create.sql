-- Where the rows of a file of staff wait. A null is a column that the file has not, an empty text or
-- infinity one that says nothing there.
-- role: recorder
CREATE TEMPORARY TABLE staff_incoming (
	line bigint NOT NULL, fault integer NOT NULL, person_id uuid NOT NULL, reference text NOT NULL,
	display_name text NOT NULL, sign_in_name text NOT NULL, name_hash bytea NOT NULL,
	named boolean NOT NULL, profile text, team text, team_id uuid NOT NULL, manager text,
	language text NOT NULL, nation text, needs text[] NOT NULL, joined text,
	leaves_at timestamptz, roles text[] NOT NULL, known boolean NOT NULL);
