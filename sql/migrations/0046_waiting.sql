-- Who waits for a place in a session that is full, and since when: nobody else's to see. A row is here
-- until a place is held for them, they wait no more, or it is too late. `looked_at` is when it was last
-- looked whether they can have a free place, and `look_at` when it is looked at next whatever happens.
CREATE TABLE waiting (
	person_id uuid NOT NULL,
	session_id uuid NOT NULL,
	organisation_id uuid NOT NULL,
	joined_at timestamptz NOT NULL,
	looked_at timestamptz NOT NULL,
	look_at timestamptz NOT NULL,
	PRIMARY KEY (person_id, session_id));
CREATE INDEX waiting_joined ON waiting (joined_at, person_id, session_id);
CREATE INDEX waiting_look ON waiting (look_at);
COMMENT ON TABLE waiting IS 'group: person';
ALTER TABLE waiting ADD FOREIGN KEY (person_id) REFERENCES person;

-- What was waited for is not planned anew.
ALTER TABLE diary ADD COLUMN waited boolean NOT NULL DEFAULT false;

-- Since when somebody for whom no place was found waits for any that comes free; NULL: they do not.
ALTER TABLE need ADD COLUMN any_since timestamptz;
CREATE INDEX need_any ON need (any_since) WHERE any_since IS NOT NULL AND state = 'no_seat';
