package dev.roomkeeper.engine.kind;

import dev.roomkeeper.engine.json.JsonObject;

/**
 * What a member asks of a room.
 *
 * @param seq its number in the sender's session, from 1; 0 asks for no answer but a refusal
 */
public record Command(String type, long seq, JsonObject payload) {
  public static final long SEQ_MAX = 9_007_199_254_740_991L;

  public Command {
    if (seq < 0 || seq > SEQ_MAX) {
      throw new IllegalArgumentException("a sequence number is from 1 to 2^53-1, not " + seq);
    }
  }
}
