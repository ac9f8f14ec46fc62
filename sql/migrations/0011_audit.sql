-- The trail of who looked at what and did what: a chain of entries per subject, append-only.
--
-- A subject is a person; what concerns nobody stands on the chain of the organisation's own id, and
-- so nothing here refers to person. Each entry's link covers the link before it, its number and its
-- commitment, the salted hash of its fields: without the salt nobody can tell what they were, and
-- the chain can still be verified (docs/audit.md).

-- How long each chain is and its last link: the row that is locked to append to it.
CREATE TABLE audit_head (
	person_id uuid NOT NULL PRIMARY KEY,
	organisation_id uuid NOT NULL,
	length integer NOT NULL CHECK (length > 0),
	link bytea NOT NULL CHECK (octet_length(link) = 32));
COMMENT ON TABLE audit_head IS 'group: person';

-- An entry has all of its fields, or is erased and has none.
CREATE TABLE audit_entry (
	person_id uuid NOT NULL,
	number integer NOT NULL CHECK (number > 0),
	organisation_id uuid NOT NULL,
	acted_at timestamptz,
	actor text CHECK (actor IN ('person', 'shell', 'token', 'service')),
	actor_person_id uuid,
	actor_role text,
	action text,
	salt bytea CHECK (octet_length(salt) = 32),
	commitment bytea NOT NULL CHECK (octet_length(commitment) = 32),
	link bytea NOT NULL CHECK (octet_length(link) = 32),
	PRIMARY KEY (person_id, number),
	CHECK (num_nonnulls(acted_at, actor, action, salt) IN (0, 4)),
	CHECK ((actor_person_id IS NOT NULL) = (actor IS NOT NULL AND actor = 'person')),
	CHECK (actor_role IS NULL OR (actor IS NOT NULL AND actor = 'person')));
COMMENT ON TABLE audit_entry IS 'group: person';

-- One hash over the head of every chain. Each covers the one before it.
CREATE TABLE audit_root (
	organisation_id uuid NOT NULL,
	number integer NOT NULL CHECK (number > 0),
	made_at timestamptz NOT NULL,
	chains bigint NOT NULL,
	heads bytea NOT NULL CHECK (octet_length(heads) = 32),
	root bytea NOT NULL CHECK (octet_length(root) = 32),
	PRIMARY KEY (organisation_id, number));
COMMENT ON TABLE audit_root IS 'group: reference';

-- Which entry was the head of its chain when a root was made; none where the chain had not grown
-- since the root before.
CREATE TABLE audit_mark (
	person_id uuid NOT NULL,
	number integer NOT NULL,
	organisation_id uuid NOT NULL,
	root_number integer NOT NULL,
	link bytea NOT NULL CHECK (octet_length(link) = 32),
	PRIMARY KEY (person_id, number));
COMMENT ON TABLE audit_mark IS 'group: person';
