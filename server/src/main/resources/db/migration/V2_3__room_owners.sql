-- The node that took the room over last, as "id@host:port"; null when it was given up in good order.
ALTER TABLE room ADD COLUMN owner TEXT;

CREATE INDEX room_owner ON room (owner) WHERE owner IS NOT NULL;
