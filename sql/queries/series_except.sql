-- A pattern does not take place at a local start; what follows the programme is told.
-- role: recorder
-- takes: series_id uuid, start_local text, at timestamptz
UPDATE series SET except_local = array_append(except_local, $2), sequence = sequence + 1,
	changed_at = $3, changed_in = pg_current_xact_id()::text::bigint
WHERE series_id = $1 AND NOT $2 = ANY (except_local);
