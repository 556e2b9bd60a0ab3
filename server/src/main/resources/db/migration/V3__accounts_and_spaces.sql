-- Who has an account: by username and password, or by the token of an OIDC issuer. Guests are in their own table.
CREATE TABLE account (
  user_id       TEXT   NOT NULL PRIMARY KEY,
  name          TEXT   NOT NULL,
  name_key      TEXT   UNIQUE, -- the username as it is compared; none for who comes from an issuer
  password_hash TEXT,          -- Argon2id, as the PHC format writes it
  issuer        TEXT,
  subject       TEXT,          -- the user as the issuer calls it
  role          TEXT   NOT NULL CHECK (role IN ('admin', 'user')),
  created_at    BIGINT NOT NULL,
  UNIQUE (issuer, subject)
);

-- The code by which a fresh server gets its first admin; one row or none.
CREATE TABLE setup_code (
  hash TEXT NOT NULL PRIMARY KEY -- SHA-256, hex; the code itself is never kept
);

CREATE TABLE avatar (
  id         TEXT   NOT NULL PRIMARY KEY,
  name       TEXT   NOT NULL,
  image_url  TEXT   NOT NULL,
  created_at BIGINT NOT NULL
);

-- Of accounts and guests alike.
CREATE TABLE chosen_avatar (
  user_id   TEXT NOT NULL PRIMARY KEY,
  avatar_id TEXT NOT NULL REFERENCES avatar (id)
);

CREATE TABLE element (
  id         TEXT    NOT NULL PRIMARY KEY,
  name       TEXT,
  image_url  TEXT    NOT NULL,
  width      INTEGER NOT NULL, -- in blocks
  height     INTEGER NOT NULL,
  is_static  BOOLEAN NOT NULL, -- in the way of walkers
  purpose    TEXT,             -- such as 'cardtable'
  created_at BIGINT  NOT NULL
);

CREATE TABLE map (
  id         TEXT    NOT NULL PRIMARY KEY,
  name       TEXT    NOT NULL,
  width      INTEGER NOT NULL,
  height     INTEGER NOT NULL,
  thumbnail  TEXT    NOT NULL,
  walls      TEXT,             -- a line for each row, '#' for a wall
  spawn_x    INTEGER,
  spawn_y    INTEGER,
  tiled      TEXT,             -- the Tiled map it was made of, JSON
  created_at BIGINT  NOT NULL
);

CREATE TABLE map_element (
  map_id     TEXT    NOT NULL REFERENCES map (id) ON DELETE CASCADE,
  place      INTEGER NOT NULL, -- counts from 0
  element_id TEXT    NOT NULL REFERENCES element (id),
  x          INTEGER NOT NULL,
  y          INTEGER NOT NULL,
  PRIMARY KEY (map_id, place)
);

-- What follows mirrors rooms of kind space, so that it can be asked without opening them. Written together
-- with the room's row and commits, and gone with the room.
CREATE TABLE space (
  id         TEXT    NOT NULL PRIMARY KEY REFERENCES room (id) ON DELETE CASCADE,
  width      INTEGER NOT NULL,
  height     INTEGER NOT NULL,
  kept       BOOLEAN NOT NULL,
  editors    TEXT    NOT NULL,
  map_id     TEXT,
  thumbnail  TEXT,             -- where it is not the map's
  created_by TEXT    NOT NULL,
  created_at BIGINT  NOT NULL
);

CREATE INDEX space_created_by ON space (created_by, created_at);

CREATE TABLE space_element (
  space_id   TEXT    NOT NULL REFERENCES space (id) ON DELETE CASCADE,
  id         TEXT    NOT NULL, -- of the placed element
  element_id TEXT    NOT NULL,
  x          INTEGER NOT NULL,
  y          INTEGER NOT NULL,
  width      INTEGER NOT NULL,
  height     INTEGER NOT NULL,
  is_static  BOOLEAN NOT NULL,
  purpose    TEXT,
  table_id   TEXT,             -- the room that was opened at it
  PRIMARY KEY (space_id, id)
);

-- A placed element is looked for by its id alone.
CREATE INDEX space_element_id ON space_element (id);

-- All that was said, where the room itself has the newest alone.
CREATE TABLE chat_message (
  space_id TEXT   NOT NULL REFERENCES space (id) ON DELETE CASCADE,
  id       TEXT   NOT NULL,
  sent_at  BIGINT NOT NULL,
  user_id  TEXT   NOT NULL,
  name     TEXT   NOT NULL,
  message  TEXT   NOT NULL,
  PRIMARY KEY (space_id, id)
);

CREATE INDEX chat_message_sent_at ON chat_message (space_id, sent_at, id);
