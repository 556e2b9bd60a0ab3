-- What visitors said on the feedback page; without an account, so there is no user here.
CREATE TABLE feedback (
  id      TEXT   NOT NULL PRIMARY KEY,
  message TEXT   NOT NULL,
  contact TEXT,
  sent_at BIGINT NOT NULL
);

CREATE INDEX feedback_newest ON feedback (sent_at, id);
