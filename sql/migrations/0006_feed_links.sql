-- Links as their owners see them, and what caches of feeds follow.
--
-- changed_in is the transaction that last changed a row, so that a reader who remembers a snapshot
-- finds what came after it, in whatever order transactions end and whatever clocks say. Writers
-- wait for nobody but those of the same row.
ALTER TABLE feed_revision ADD COLUMN changed_in bigint NOT NULL DEFAULT 0;
CREATE INDEX feed_revision_changed ON feed_revision (changed_in);

ALTER TABLE series ADD COLUMN changed_in bigint NOT NULL DEFAULT 0;

-- What a link is called where its token is not known. Found rarely, so by an index of its own.
ALTER TABLE feed_token ADD COLUMN link_id uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE feed_token ALTER COLUMN link_id DROP DEFAULT;
ALTER TABLE feed_token ADD COLUMN changed_in bigint NOT NULL DEFAULT 0;
CREATE INDEX feed_token_link ON feed_token (link_id);
CREATE INDEX feed_token_changed ON feed_token (changed_in) WHERE revoked_at IS NOT NULL;

-- Which kind of calendar program last read a link, and when, to the minute. No address, no name of
-- a program, no version.
CREATE TABLE feed_read (
	link_id uuid NOT NULL,
	client text NOT NULL CHECK (client IN ('google', 'outlook', 'apple', 'thunderbird', 'davx5',
		'other')),
	reads bigint NOT NULL CHECK (reads > 0),
	read_at timestamptz NOT NULL,
	PRIMARY KEY (link_id, client));
COMMENT ON TABLE feed_read IS 'own key: link_id';
