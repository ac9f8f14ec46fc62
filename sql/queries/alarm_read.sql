-- The alarms of some people.
-- role: recorder
-- takes: person_ids uuid[]
-- gives: person_id uuid, line text, level text, state text, delay_ends_at timestamptz, realarm_at timestamptz, cooldown_until timestamptz
SELECT person_id, line, level, state, delay_ends_at, realarm_at, cooldown_until
FROM alarm WHERE person_id = ANY ($1) ORDER BY person_id, line, level;
