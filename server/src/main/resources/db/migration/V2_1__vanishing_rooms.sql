-- Rooms that are deleted once they are empty. Few at a time: found by this index after a crash. It does not hold
-- active_at: with it each append of any room would write index pages on PostgreSQL.
ALTER TABLE room ADD COLUMN vanishes BOOLEAN NOT NULL DEFAULT FALSE;

CREATE INDEX room_vanishes ON room (id) WHERE vanishes;
