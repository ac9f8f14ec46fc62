-- What a line's model keeps beside its load, and the load of a model that can be below 0 or not yet
-- defined (NaN).
ALTER TABLE line_state ADD COLUMN state double precision[] NOT NULL DEFAULT '{}';
ALTER TABLE line_state DROP CONSTRAINT line_state_load_check;
ALTER TABLE line_state ADD CONSTRAINT line_state_load_check
	CHECK (state <> '{}' OR (load >= 0 AND load < 'Infinity'));
