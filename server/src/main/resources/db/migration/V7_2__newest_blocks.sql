-- Each node looks for new blocks every second.
CREATE INDEX apart_newest ON apart (since) WHERE block;
