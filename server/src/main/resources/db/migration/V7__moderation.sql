-- Who wants nothing to do with whom. A mute is one way and the user's own business; a block is both ways.
CREATE TABLE apart (
  user_id  TEXT    NOT NULL,
  other_id TEXT    NOT NULL,
  mute     BOOLEAN NOT NULL,
  block    BOOLEAN NOT NULL,
  since    BIGINT  NOT NULL,
  PRIMARY KEY (user_id, other_id)
);

CREATE INDEX apart_blocked ON apart (other_id) WHERE block;

-- What users told the admins of others.
CREATE TABLE report (
  id        TEXT   NOT NULL PRIMARY KEY,
  sent_at   BIGINT NOT NULL,
  by_user   TEXT   NOT NULL,
  about     TEXT   NOT NULL,
  room_id   TEXT,           -- it may be gone by now
  reason    TEXT   NOT NULL,
  note      TEXT,
  context   TEXT   NOT NULL, -- what was said, as JSON
  closed_at BIGINT,
  closed_by TEXT
);

CREATE INDEX report_newest ON report (sent_at, id);

-- Users whom an admin keeps out of the whole server for a time.
CREATE TABLE user_ban (
  user_id TEXT   NOT NULL PRIMARY KEY,
  until   BIGINT NOT NULL,
  reason  TEXT,
  by_user TEXT   NOT NULL,
  made_at BIGINT NOT NULL
);

-- What admins and owners of rooms did. Rows are added and never changed.
CREATE TABLE audit (
  id      TEXT   NOT NULL PRIMARY KEY,
  done_at BIGINT NOT NULL,
  by_user TEXT   NOT NULL,
  what    TEXT   NOT NULL,
  about   TEXT,
  room_id TEXT,
  detail  TEXT   NOT NULL -- as JSON
);

CREATE INDEX audit_newest ON audit (done_at, id);
