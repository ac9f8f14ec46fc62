-- Keeps public holidays of a nation, each by its midnight in UTC.
-- role: recorder
-- takes: organisation_id uuid, nation text, at timestamptz, days timestamptz[], names text[]
INSERT INTO public_holiday (organisation_id, nation, on_day, name, recorded_at)
SELECT $1, $2, (day AT TIME ZONE 'UTC')::date, name, $3
FROM unnest($4::timestamptz[], $5::text[]) AS new (day, name)
ON CONFLICT DO NOTHING;
