-- Grants of feed_read: counters by link, which the web role neither writes nor reads.
GRANT SELECT, INSERT, UPDATE (reads, read_at) ON feed_read TO plimsoll_recorder;
GRANT SELECT (link_id), DELETE ON feed_read TO plimsoll_erasure;
GRANT SELECT ON feed_read TO plimsoll_backup;
