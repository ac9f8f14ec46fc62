-- When a person is taken up, within a time.
-- role: recorder
-- takes: person_id uuid, within tstzrange
-- gives: during tstzrange
SELECT during FROM diary
WHERE person_id = $1 AND during && $2 AND takes_time AND state IN ('held', 'confirmed') ORDER BY during;
