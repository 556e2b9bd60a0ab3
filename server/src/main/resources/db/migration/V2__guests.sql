CREATE TABLE guest (
  key_hash   TEXT   NOT NULL PRIMARY KEY, -- SHA-256 of the guest's key, hex; the key itself is never kept
  user_id    TEXT   NOT NULL UNIQUE,
  name       TEXT   NOT NULL,
  created_at BIGINT NOT NULL
);
