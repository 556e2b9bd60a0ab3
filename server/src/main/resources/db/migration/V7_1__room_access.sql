-- Who may enter, where it was said: {"only": [users' ids]}, or {} for everybody. Null where the options tell.
ALTER TABLE room ADD COLUMN access TEXT;
