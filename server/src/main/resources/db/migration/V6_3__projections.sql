-- Which version of a kind's projection its tables were written by.
CREATE TABLE projection (
  kind    TEXT    NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
);

-- Rooms whose rows in tables of their kind may be wrong, and are to be made anew from the journal.
CREATE TABLE projection_gap (
  room_id  TEXT   NOT NULL PRIMARY KEY REFERENCES room (id) ON DELETE CASCADE,
  noted_at BIGINT NOT NULL
);
