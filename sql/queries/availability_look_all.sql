-- Has the sessions of every host worked out again.
-- role: recorder
-- takes: at timestamptz
UPDATE availability SET look_at = $1 WHERE look_at > $1;
