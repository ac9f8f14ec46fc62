-- Destroys what is known of who read some links.
-- role: erasure
-- takes: link_ids uuid[]
DELETE FROM feed_read WHERE link_id = ANY ($1);
