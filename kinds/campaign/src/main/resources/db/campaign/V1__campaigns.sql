-- Mirrors rooms of kind campaign, so that they can be asked without opening them. Written together with the
-- room's row and commits, and gone with the room. JSON is kept as text, as everywhere.
CREATE TABLE campaign (
  id                  TEXT   NOT NULL PRIMARY KEY REFERENCES room (id) ON DELETE CASCADE,
  name                TEXT   NOT NULL,
  edition             TEXT   NOT NULL,
  created_by          TEXT   NOT NULL,
  created_at          BIGINT NOT NULL,
  active_encounter_id TEXT            -- none, or the one under way
);

-- What else only the DM knows: notes, reports, links, versions.
CREATE TABLE campaign_notes (
  campaign_id TEXT NOT NULL PRIMARY KEY REFERENCES campaign (id) ON DELETE CASCADE,
  body        TEXT NOT NULL
);

CREATE TABLE campaign_member (
  campaign_id TEXT NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  user_id     TEXT NOT NULL,
  name        TEXT NOT NULL DEFAULT '',
  seat        TEXT NOT NULL DEFAULT 'player',
  PRIMARY KEY (campaign_id, user_id)
);

CREATE INDEX campaign_member_user ON campaign_member (user_id);

-- What an audience sees, less its log: 'all', or 'member:' and the id.
CREATE TABLE campaign_view (
  campaign_id TEXT NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  layer       TEXT NOT NULL,
  body        TEXT NOT NULL,
  PRIMARY KEY (campaign_id, layer)
);

CREATE TABLE character (
  home_id     TEXT    NOT NULL REFERENCES campaign (id) ON DELETE CASCADE, -- where it was made or last came to
  id          TEXT    NOT NULL,
  campaign_id TEXT,             -- in which it is, and claimed before it goes there; none for one that left
  user_id     TEXT,             -- whose it is
  name        TEXT    NOT NULL DEFAULT '',
  body        TEXT    NOT NULL,
  PRIMARY KEY (home_id, id)
);

CREATE INDEX character_user ON character (user_id);

CREATE TABLE encounter (
  campaign_id TEXT NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  id          TEXT NOT NULL,
  name        TEXT NOT NULL DEFAULT '',
  body        TEXT NOT NULL,    -- its order, turn and clock
  PRIMARY KEY (campaign_id, id)
);

-- All in an encounter; of a character its place alone.
CREATE TABLE monster (
  campaign_id  TEXT   NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  encounter_id TEXT   NOT NULL,
  id           TEXT   NOT NULL,
  version      BIGINT NOT NULL DEFAULT 0, -- of its last change
  body         TEXT   NOT NULL,
  PRIMARY KEY (campaign_id, encounter_id, id)
);

-- Every move that was ever made, where the room itself has the newest alone.
CREATE TABLE move (
  campaign_id  TEXT   NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  number       BIGINT NOT NULL,
  author       TEXT   NOT NULL DEFAULT '',
  made_at      BIGINT NOT NULL DEFAULT 0,
  undone_by    TEXT,
  body         TEXT   NOT NULL,
  PRIMARY KEY (campaign_id, number)
);

-- The moves as an audience may know them, by its own numbers.
CREATE TABLE move_line (
  campaign_id TEXT   NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
  audience    TEXT   NOT NULL,  -- 'all', or a member's id
  number      BIGINT NOT NULL,
  body        TEXT   NOT NULL,
  PRIMARY KEY (campaign_id, audience, number)
);

-- A user's own creatures, and those of the bestiary that a user likes to have at hand.
CREATE TABLE own_creature (
  user_id TEXT NOT NULL,
  id      TEXT NOT NULL,
  edition TEXT NOT NULL,
  name    TEXT NOT NULL,
  body    TEXT NOT NULL,
  PRIMARY KEY (user_id, id)
);

CREATE TABLE favourite_creature (
  user_id     TEXT NOT NULL,
  edition     TEXT NOT NULL,
  creature_id TEXT NOT NULL,
  PRIMARY KEY (user_id, edition, creature_id)
);
