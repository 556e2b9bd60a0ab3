package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.kind.Code;

/** What one connection alone is told about what it asked. */
public sealed interface Answer {
  /** The command's number, 0 where it had none. */
  long seq();

  /**
   * The command took effect.
   *
   * @param durable whether that is kept already, whatever happens
   */
  record Ack(long seq, long epoch, long version, boolean durable) implements Answer {}

  /** The command changed nothing. */
  record Reject(long seq, Code code, String message) implements Answer {
    /** About how many bytes this takes on the wire. */
    public int bytes() {
      return 64 + message.length();
    }
  }
}
