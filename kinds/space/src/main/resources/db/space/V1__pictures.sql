-- Pictures that admins uploaded. The content is text (base64), which both databases know by one name.
CREATE TABLE picture (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  content TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
