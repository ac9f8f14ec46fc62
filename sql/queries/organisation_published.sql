-- Notes up to when sessions have been published.
-- role: recorder
-- takes: organisation_id uuid, until timestamptz
UPDATE organisation SET published_until = $2
WHERE organisation_id = $1 AND published_until < $2;
