-- Who plays a match that the queue did not make: written with the commits of its room.
CREATE TABLE playing (
  user_id  TEXT   NOT NULL,
  room_id  TEXT   NOT NULL REFERENCES room (id) ON DELETE CASCADE,
  until_at BIGINT NOT NULL, -- the user is free then, whatever the room tells
  PRIMARY KEY (user_id, room_id)
);

CREATE INDEX playing_room ON playing (room_id);
