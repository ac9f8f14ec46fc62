-- Nobody is asked any more because of lines that are no longer crossed; who is asked already, is.
-- role: recorder
-- takes: person_ids uuid[], rules text[]
DELETE FROM contact USING unnest($1::uuid[], $2::text[]) AS ended (person_id, rule)
WHERE contact.person_id = ended.person_id AND contact.rule = ended.rule AND NOT listed;
