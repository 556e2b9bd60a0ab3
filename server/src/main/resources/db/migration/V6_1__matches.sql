-- Matches that the queue made: what became of a waiting room, for good. The id is that of the match's room.
CREATE TABLE game_match (
  id         TEXT    NOT NULL PRIMARY KEY,
  kind       TEXT    NOT NULL,
  mode       TEXT    NOT NULL,
  rated      BOOLEAN NOT NULL,
  begun_at   BIGINT  NOT NULL,
  until_at   BIGINT  NOT NULL, -- its players are free then, whatever it tells
  never      TEXT,             -- the users on whose account it can't begin, a JSON list; then it never does
  ended_at   BIGINT,           -- written with the commit that ended it, as scores
  scores     TEXT,             -- by user, {"rank", "points"}
  settled_at BIGINT            -- ratings and standings have it
);

CREATE INDEX game_match_unsettled ON game_match (ended_at) WHERE ended_at IS NOT NULL AND settled_at IS NULL;

CREATE TABLE match_player (
  match_id TEXT   NOT NULL REFERENCES game_match (id) ON DELETE CASCADE,
  user_id  TEXT   NOT NULL,
  name     TEXT   NOT NULL,
  left_at  BIGINT,             -- for good
  place    INTEGER,            -- the rank, once it is settled
  points   INTEGER,
  PRIMARY KEY (match_id, user_id)
);

-- One match at a time for each user: the newest.
CREATE TABLE match_seat (
  user_id  TEXT NOT NULL PRIMARY KEY,
  match_id TEXT NOT NULL REFERENCES game_match (id) ON DELETE CASCADE
);

CREATE INDEX match_seat_match ON match_seat (match_id);

CREATE TABLE rating (
  kind    TEXT             NOT NULL,
  user_id TEXT             NOT NULL,
  mu      DOUBLE PRECISION NOT NULL,
  sigma   DOUBLE PRECISION NOT NULL,
  matches INTEGER          NOT NULL,
  PRIMARY KEY (kind, user_id)
);

-- Each *_at says when the user got there: of equal scores the earlier comes first.
CREATE TABLE standing (
  kind      TEXT             NOT NULL,
  season    TEXT             NOT NULL, -- such as 2026-11
  user_id   TEXT             NOT NULL,
  matches   INTEGER          NOT NULL,
  points    BIGINT           NOT NULL,
  points_at BIGINT           NOT NULL,
  wins      BIGINT           NOT NULL,
  wins_at   BIGINT           NOT NULL,
  rating    DOUBLE PRECISION NOT NULL,
  rating_at BIGINT           NOT NULL,
  PRIMARY KEY (kind, season, user_id)
);

CREATE INDEX standing_points ON standing (kind, season, points, points_at);
CREATE INDEX standing_wins ON standing (kind, season, wins, wins_at);
CREATE INDEX standing_rating ON standing (kind, season, rating, rating_at);
