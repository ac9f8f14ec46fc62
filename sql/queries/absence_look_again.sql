-- Has the engine look again at all absences that are not over.
-- role: recorder
-- takes: at timestamptz
UPDATE absence SET look_at = $1 WHERE upper(during) > $1;
