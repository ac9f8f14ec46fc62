-- Adds help lines in the order in which they are given.
-- role: recorder
-- takes: organisation_id uuid, names_en text[], names_cy text[], notes_en text[], notes_cy text[], numbers text[], means text[], checked timestamptz[]
INSERT INTO help_line (organisation_id, place, name_en, name_cy, note_en, note_cy, number, means,
	checked_at)
SELECT $1, line.place, line.name_en, line.name_cy, line.note_en, line.note_cy, line.number,
	line.means, line.checked_at
FROM unnest($2, $3, $4, $5, $6, $7, $8) WITH ORDINALITY
	AS line (name_en, name_cy, note_en, note_cy, number, means, checked_at, place);
