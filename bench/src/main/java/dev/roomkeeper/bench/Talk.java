package dev.roomkeeper.bench;

import java.nio.charset.StandardCharsets;

/**
 * What senders say; each text carries the time at which it was due, under a name that no other
 * value has.
 */
enum Talk {
  /** An event to everyone in the room. */
  MESSAGE("t", false, false) {
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
  BOARD("t", true, true) {
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
  MOVE("x", false, true) {
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

  private final String stampKey;
  private final boolean acked;
  private final boolean inPatches;

  Talk(String stampKey, boolean acked, boolean inPatches) {
    this.stampKey = stampKey;
    this.acked = acked;
    this.inPatches = inPatches;
  }

  /** The text of one frame; {@code seq} counts only where this is acked. */
  abstract String frame(int sender, long stamp, long seq);

  /** The bytes before each stamp, in what is sent and in what the server passes on. */
  byte[] marker() {
    return ("\"" + stampKey + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  /** The key that each stamp has in what the server passes on. */
  String stampKey() {
    return stampKey;
  }

  /** Whether the server passes it on in patches; else in events. */
  boolean isInPatches() {
    return inPatches;
  }

  boolean isAcked() {
    return acked;
  }
}
