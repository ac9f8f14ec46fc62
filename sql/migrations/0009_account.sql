-- What people sign in with, and the sessions, links and codes that come of it.
--
-- Names, sessions and links are found by the exact hash of what is shown; what is shown is nowhere.
-- A person's account is locked before their sessions are made or ended, so that no session is made
-- beside a signing out.
CREATE TABLE account (
	person_id uuid NOT NULL PRIMARY KEY,
	organisation_id uuid NOT NULL,
	display_name text NOT NULL CHECK (display_name <> ''),
	sign_in_name text NOT NULL,
	roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['officer', 'supervisor',
		'facilitator', 'wellbeing', 'administrator', 'auditor']),
	language text NOT NULL CHECK (language IN ('en', 'cy')),
	nation text NOT NULL CHECK (nation IN ('england-and-wales', 'scotland', 'northern-ireland')),
	access_needs text[] NOT NULL CHECK (access_needs <@ ARRAY['step_free', 'hearing_loop', 'captions',
		'sign_language', 'large_print', 'screen_reader', 'quiet_place', 'more_breaks', 'no_phone']),
	password_hash text,
	password_set_at timestamptz,
	totp_pending bytea,
	totp_sealed bytea,
	totp_set_at timestamptz,
	totp_step bigint NOT NULL,
	state text NOT NULL CHECK (state IN ('active', 'left')),
	signed_out_before timestamptz NOT NULL,
	created_at timestamptz NOT NULL,
	changed_at timestamptz NOT NULL,
	CHECK ((password_hash IS NULL) = (password_set_at IS NULL)),
	CHECK ((totp_sealed IS NULL) = (totp_set_at IS NULL)));
COMMENT ON TABLE account IS 'group: person';
ALTER TABLE account ADD FOREIGN KEY (person_id) REFERENCES person;
ALTER TABLE account ADD FOREIGN KEY (organisation_id) REFERENCES organisation;

-- One name for one account; another name is another row.
CREATE TABLE sign_in_name (
	name_hash bytea PRIMARY KEY CHECK (octet_length(name_hash) = 32),
	organisation_id uuid NOT NULL,
	person_id uuid NOT NULL,
	created_at timestamptz NOT NULL);
CREATE INDEX sign_in_name_person ON sign_in_name (person_id);
COMMENT ON TABLE sign_in_name IS 'own key: name_hash';

CREATE TABLE sign_in_session (
	token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
	organisation_id uuid NOT NULL,
	person_id uuid NOT NULL,
	role text NOT NULL,
	signed_in_at timestamptz NOT NULL,
	created_at timestamptz NOT NULL,
	seen_at timestamptz NOT NULL,
	idle_until timestamptz NOT NULL,
	absolute_until timestamptz NOT NULL,
	ended_at timestamptz);
CREATE INDEX sign_in_session_person ON sign_in_session (person_id);
COMMENT ON TABLE sign_in_session IS 'own key: token_hash';

CREATE TABLE one_time_link (
	link_hash bytea PRIMARY KEY CHECK (octet_length(link_hash) = 32),
	organisation_id uuid NOT NULL,
	purpose text NOT NULL CHECK (purpose IN ('first_administrator', 'invitation', 'external',
		'reset')),
	person_id uuid NOT NULL,
	made_at timestamptz NOT NULL,
	expires_at timestamptz NOT NULL,
	used_at timestamptz);
CREATE INDEX one_time_link_person ON one_time_link (person_id);
COMMENT ON TABLE one_time_link IS 'own key: link_hash';

CREATE TABLE recovery_code (
	person_id uuid NOT NULL,
	code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
	made_at timestamptz NOT NULL,
	used_at timestamptz,
	PRIMARY KEY (person_id, code_hash));
COMMENT ON TABLE recovery_code IS 'group: person';
ALTER TABLE recovery_code ADD FOREIGN KEY (person_id) REFERENCES person;

-- Somebody who leaves has all their links ended.
CREATE INDEX feed_token_person ON feed_token (person_id) WHERE revoked_at IS NULL;
