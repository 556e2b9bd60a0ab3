package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Code;

/** An answer to one connection about its own request. */
public sealed interface Answer {
  /** The command's number, or 0 if it had none. */
  long seq();

  /**
   * The command took effect.
   *
   * @param durable whether the effect is kept already and survives any crash
   */
  record Ack(long seq, long epoch, long version, boolean durable) implements Answer {}

  /** The command changed nothing. */
  record Reject(long seq, Code code, String message) implements Answer {
    /** The approximate size on the wire, in bytes. */
    public int bytes() {
      return 64 + message.length();
    }
  }
}
