-- The organisation's help lines in their order.
-- role: web, recorder
-- takes: organisation_id uuid
-- gives: name_en text, name_cy text, note_en text, note_cy text, number text, means text, checked_at timestamptz
SELECT name_en, name_cy, note_en, note_cy, number, means, checked_at FROM help_line
WHERE organisation_id = $1 ORDER BY place;
