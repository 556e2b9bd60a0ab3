-- The newest version of its kind's state that a room was opened with: a node that knows only older ones can't run it.
ALTER TABLE room ADD COLUMN state_version INTEGER NOT NULL DEFAULT 1;
