-- Keys that all servers on one database share, each made by whoever needs it first.
CREATE TABLE secret (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL -- base64url
);
