-- What all nodes on one database share: the keys of tokens and of the link between nodes, in base64.
-- Whoever may read this table can speak for anybody: give no other program an account that can.
CREATE TABLE secret (
  name    TEXT NOT NULL PRIMARY KEY,
  content TEXT NOT NULL
);
