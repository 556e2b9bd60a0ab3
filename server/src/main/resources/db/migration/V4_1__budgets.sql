-- How many rooms a user has is counted before another one is made.
CREATE INDEX room_created_by ON room (created_by);

-- The list reads those alone that are in it. It does not hold active_at, which every append changes.
CREATE INDEX room_listed ON room (id) WHERE listed;

-- Rooms for invited people are listed only where their creators say so.
UPDATE room SET listed = FALSE WHERE options LIKE '%"only":[%' AND options NOT LIKE '%"listed":true%';

-- Raised by a change of password and by signing out everywhere: tokens of an earlier generation count no more.
ALTER TABLE account ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;

-- From where somebody signed in lately; the address is kept as a keyed hash alone.
CREATE TABLE sign_in_place (
  user_id TEXT   NOT NULL,
  place   TEXT   NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, place)
);
