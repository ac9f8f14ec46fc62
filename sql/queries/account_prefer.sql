-- The person's language and what they need to take part.
-- role: web
-- takes: person_id uuid, language text, access_needs text[], at timestamptz
UPDATE account SET language = $2, access_needs = $3, changed_at = $4 WHERE person_id = $1;
