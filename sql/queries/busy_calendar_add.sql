-- Adds a calendar that keeps a person busy: one that was uploaded and read, whose sealed address is null,
-- or one that is still to be fetched. Nothing where they have as many as they may.
-- role: recorder
-- takes: person_id uuid, calendar_id uuid, organisation_id uuid, hint text, sealed_address bytea, busy tstzrange[], busy_from timestamptz, busy_until timestamptz, events integer, unreadable integer, unknown_zones integer, read_at timestamptz, due_at timestamptz, at timestamptz, most integer
INSERT INTO busy_calendar (person_id, calendar_id, organisation_id, hint, sealed_address, etag, modified,
	busy, busy_from, busy_until, events, unreadable, unknown_zones, read_at, failure, failures,
	failed_at, due_at, created_at, changed_at)
SELECT $1, $2, $3, $4, $5, '', '', $6, $7, $8, $9, $10, $11, $12, '', 0, NULL, $13, $14, $14
WHERE (SELECT count(*) FROM busy_calendar WHERE person_id = $1) < $15;
