-- Notes that what was removed by `before` is destroyed.
-- role: erasure
-- takes: before timestamptz, at timestamptz
UPDATE retraction SET erased_at = $2 WHERE erased_at IS NULL AND retracted_at <= $1;
