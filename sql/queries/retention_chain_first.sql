-- The number of the first entry of a chain that is of after `before`, or nothing.
-- role: erasure
-- takes: person_id uuid, before timestamptz
-- gives: number integer
SELECT coalesce(min(number), 0) AS number FROM audit_entry WHERE person_id = $1 AND acted_at > $2;
