-- Up to when a pattern's sessions are published is its own: one adopted later has all of them to come.
ALTER TABLE series ADD COLUMN published_until timestamptz;
UPDATE series SET published_until = organisation.published_until
FROM organisation WHERE organisation.organisation_id = series.organisation_id;
UPDATE series SET published_until = created_at WHERE published_until IS NULL;
ALTER TABLE series ALTER COLUMN published_until SET NOT NULL;

ALTER TABLE organisation DROP COLUMN published_until;
