-- When a person is away, as far as that is kept.
-- role: web
-- takes: person_id uuid
-- gives: starts_at timestamptz, ends_at timestamptz, recorded_at timestamptz
SELECT lower(during) AS starts_at, upper(during) AS ends_at, recorded_at FROM absence
WHERE person_id = $1 ORDER BY during;
