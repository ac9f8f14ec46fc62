-- Where somebody stands with each cadence of their role profile. `counted_from` is NULL only where that
-- is not known; `need_id` is what is waited for, where sessions are asked for one after the other.
-- person.cadence_due_at is the earliest of these; NULL where they have to be worked out anew.
CREATE TABLE person_cadence (
	person_id uuid NOT NULL,
	cadence text NOT NULL,
	counted_from timestamptz,
	due_at timestamptz NOT NULL,
	need_id uuid,
	PRIMARY KEY (person_id, cadence));
COMMENT ON TABLE person_cadence IS 'group: person';
ALTER TABLE person_cadence ADD FOREIGN KEY (person_id) REFERENCES person;

-- Until now each profile had one, by the version of the policy a person was folded by.
INSERT INTO person_cadence (person_id, cadence, counted_from, due_at)
SELECT person_id, item->>'cadence', cadence_from, coalesce(cadence_due_at, 'infinity')
FROM person JOIN policy USING (organisation_id)
	CROSS JOIN LATERAL jsonb_array_elements(document::jsonb->'profiles') AS profiles (item)
WHERE version = folded_version AND item->>'id' = person.profile
	AND item->>'cadence' IS NOT NULL AND cadence_from IS NOT NULL;
ALTER TABLE person DROP COLUMN cadence_from;

-- A contact that a cadence asks for names it, as one that a line asks for names the line.
UPDATE contact SET rule = 'cadence:' || coalesce((SELECT cadence FROM person_cadence
	WHERE person_cadence.person_id = contact.person_id), '')
WHERE rule = '';

ALTER TABLE series DROP CONSTRAINT series_kind_check;
ALTER TABLE series ADD CONSTRAINT series_kind_check CHECK (kind IN ('reflective_supervision',
	'support_group', 'phone_in', 'webinar', 'wellbeing_review'));
