-- A link to the programme may be one person's, as any other link of a device is; and a calendar is in
-- the language of the page where its link was made.
ALTER TABLE feed_token DROP CONSTRAINT feed_token_check;
ALTER TABLE feed_token ADD CHECK (feed = 'programme' OR person_id IS NOT NULL);
ALTER TABLE feed_token ADD COLUMN language text NOT NULL DEFAULT 'en'
	CHECK (language IN ('en', 'cy'));
ALTER TABLE feed_token ALTER COLUMN language DROP DEFAULT;
