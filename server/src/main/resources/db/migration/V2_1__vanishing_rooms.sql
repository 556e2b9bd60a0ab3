-- Rooms that are deleted once they are empty. Few at a time: found by this index after a crash.
ALTER TABLE room ADD COLUMN vanishes BOOLEAN NOT NULL DEFAULT FALSE;

CREATE INDEX room_vanishes ON room (active_at) WHERE vanishes;
