-- When a room's first timer comes, milliseconds since 1970; null for none. Written with the append that sets it.
ALTER TABLE room ADD COLUMN wake_at BIGINT;

-- Rooms without timers are not in it. PostgreSQL writes no index page where an append leaves wake_at as it is.
CREATE INDEX room_wake ON room (wake_at) WHERE wake_at IS NOT NULL;
