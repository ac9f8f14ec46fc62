-- Somebody for whom no place was found waits for any that comes free, or does not any more; `since` is
-- NULL then. Who waits already does so since when they did.
-- role: recorder
-- takes: person_id uuid, need_id uuid, since timestamptz
UPDATE need SET any_since = CASE WHEN $3 IS NULL THEN NULL ELSE coalesce(any_since, $3) END
WHERE person_id = $1 AND need_id = $2 AND (state = 'no_seat' OR $3 IS NULL);
