package dev.roomkeeper.bench;

import java.nio.charset.StandardCharsets;

/**
 * What senders say; each text carries the time at which it was due, under a name that no other
 * value has.
 */
enum Talk {
  /** An event to everyone in the room. */
  MESSAGE("\"t\":", false) {
    @Override
    String frame(int sender, long stamp, long seq) {
      return "{\"type\":\"message\",\"payload\":{\"t\":"
          + stamp
          + ",\"s\":"
          + sender
          + ",\"text\":\""
          + TEXT
          + "\"}}";
    }
  },

  /** A durable change of one object of the sender's own, answered by an ack. */
  BOARD("\"t\":", true) {
    @Override
    String frame(int sender, long stamp, long seq) {
      return "{\"type\":\"board\",\"seq\":"
          + seq
          + ",\"payload\":{\"o"
          + sender
          + "\":{\"t\":"
          + stamp
          + "}}}";
    }
  },

  /** One step of the sender; its x is the stamp. */
  MOVE("\"x\":", false) {
    @Override
    String frame(int sender, long stamp, long seq) {
      return "{\"type\":\"move\",\"payload\":{\"x\":"
          + stamp
          + ",\"y\":"
          + stamp / 1000 % 1000
          + "}}";
    }
  };

  private static final String TEXT =
      "The quick brown fox jumps over the lazy dog, again and again.";

  private final String marker;
  private final boolean acked;

  Talk(String marker, boolean acked) {
    this.marker = marker;
    this.acked = acked;
  }

  /** The text of one frame; {@code seq} counts only where this is acked. */
  abstract String frame(int sender, long stamp, long seq);

  /** The bytes before each stamp, in what is sent and in what the server passes on. */
  byte[] marker() {
    return marker.getBytes(StandardCharsets.US_ASCII);
  }

  boolean isAcked() {
    return acked;
  }
}
