package dev.roomkeeper.bench;

import java.nio.charset.StandardCharsets;

/**
 * The messages that senders send. Each carries its due time, under a key that no other value has.
 */
enum Talk {
  /** An event to all members of the room. */
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

  /** A durable change of the sender's own object, answered by an ack. */
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

  /** A move of the sender; its x is the stamp. */
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

  /** The text of one frame; only messages with acks use {@code seq}. */
  abstract String frame(int sender, long stamp, long seq);

  /** The bytes before each stamp, in frames of clients and of the server. */
  byte[] marker() {
    return ("\"" + stampKey + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  /** The key of each stamp in the server's frames. */
  String stampKey() {
    return stampKey;
  }

  /** Whether the server delivers it in patches rather than in events. */
  boolean isInPatches() {
    return inPatches;
  }

  boolean isAcked() {
    return acked;
  }
}
