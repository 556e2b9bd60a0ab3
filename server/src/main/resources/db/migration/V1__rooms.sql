-- Runs on SQLite and on PostgreSQL alike: types and syntax that both have.
-- JSON is kept as text: the journal writes and reads it whole, and PostgreSQL's jsonb takes no U+0000.

CREATE TABLE room (
  id         TEXT    NOT NULL PRIMARY KEY,
  kind       TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  options    TEXT    NOT NULL,
  created_by TEXT    NOT NULL,
  created_at BIGINT  NOT NULL, -- milliseconds since 1970, as all times here
  -- In no index, so that an append writes no index page on its account.
  active_at  BIGINT  NOT NULL,
  listed     BOOLEAN NOT NULL,
  epoch      BIGINT  NOT NULL, -- raised by each takeover
  head       BIGINT  NOT NULL, -- version of the newest commit
  -- The owner's appends up to this number were given up: should one be under way still, it is too late.
  voided     BIGINT  NOT NULL DEFAULT 0
);

-- One log per room. A commit is found by its place in it; its id then says whether it is the one meant.
CREATE TABLE commit_log (
  room_id TEXT    NOT NULL REFERENCES room (id),
  version BIGINT  NOT NULL,
  base    BIGINT  NOT NULL,
  epoch   BIGINT  NOT NULL,
  id      TEXT    NOT NULL,
  made_at BIGINT  NOT NULL,
  author  TEXT,
  seq     BIGINT  NOT NULL,
  command TEXT,
  durable BOOLEAN NOT NULL,
  patch   TEXT    NOT NULL, -- by layer, RFC 7396
  inverse TEXT    NOT NULL, -- the patch that takes it back
  events  TEXT,             -- {"0": {"layer", "type", "from"?, "payload"}, "1": …}
  PRIMARY KEY (room_id, version),
  CHECK (base < version)
);

CREATE TABLE snapshot (
  room_id TEXT   NOT NULL REFERENCES room (id),
  version BIGINT NOT NULL,
  epoch   BIGINT NOT NULL,
  layers  TEXT   NOT NULL,
  PRIMARY KEY (room_id, version)
);
