-- Keeps what a host's sessions are like, and has what they publish worked out again.
-- role: recorder
-- takes: person_id uuid, organisation_id uuid, kind text, minutes integer, buffer_minutes integer, daily_cap integer, manner text, at timestamptz
INSERT INTO availability (person_id, organisation_id, kind, minutes, buffer_minutes, daily_cap, manner,
	look_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, nullif($7, ''), $8, $8)
ON CONFLICT (person_id) DO UPDATE SET kind = excluded.kind, minutes = excluded.minutes,
	buffer_minutes = excluded.buffer_minutes, daily_cap = excluded.daily_cap, manner = excluded.manner, look_at = excluded.look_at,
	changed_at = excluded.changed_at;
