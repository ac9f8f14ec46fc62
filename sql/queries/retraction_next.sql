-- When the oldest entry that is removed and not yet destroyed was removed; no time: there is none.
-- role: erasure
-- gives: retracted_at timestamptz
SELECT coalesce(min(retracted_at), 'infinity') AS retracted_at
FROM retraction WHERE erased_at IS NULL;
