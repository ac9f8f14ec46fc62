-- With whom a person shares or shared their load.
-- role: recorder
-- takes: person_id uuid
-- gives: clinician text, from_at timestamptz, until_at timestamptz, ended_at timestamptz
SELECT display_name AS clinician, begins_at AS from_at, ends_at AS until_at, ended_at
FROM load_share LEFT JOIN account ON account.person_id = clinician_person_id
WHERE load_share.person_id = $1 ORDER BY begins_at, share_id;
