-- Lines of a file of staff that are left out, after a line.
-- role: recorder
-- needs: staff_incoming_create
-- takes: after bigint, most integer
-- gives: line bigint, fault integer, reference text
SELECT line, fault, reference FROM staff_incoming
WHERE fault > 0 AND line > $1 ORDER BY line LIMIT $2;
