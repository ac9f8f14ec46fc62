-- What a file of staff comes to, one row for each person whom it changes, leaves or lets be.
-- role: recorder
CREATE TEMPORARY TABLE staff_plan (
	person_id uuid NOT NULL, reference text NOT NULL, line bigint NOT NULL, act text NOT NULL,
	display_name text NOT NULL, sign_in_name text NOT NULL, name_hash bytea NOT NULL,
	known boolean NOT NULL, profile text NOT NULL, team text, team_id uuid NOT NULL, manager text,
	language text NOT NULL, nation text NOT NULL, needs text[] NOT NULL, joined text,
	leaves_at timestamptz, roles text[] NOT NULL, manager_id uuid, manager_fault text,
	new_name boolean NOT NULL, new_sign_in boolean NOT NULL, new_profile boolean NOT NULL,
	new_team boolean NOT NULL, new_manager boolean NOT NULL, new_nation boolean NOT NULL,
	new_joined boolean NOT NULL, new_leaves boolean NOT NULL, new_roles boolean NOT NULL,
	had_roles text[], had_manager_id uuid);
