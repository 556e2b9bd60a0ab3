package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.host.Flush;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.module.json.JsonCodec;
import dev.roomkeeper.module.store.RoomRecord;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The language of one connection: does what its messages ask, and words what it is told. Limits,
 * the outbox, pings and the end are the connection's, whatever its language. Lives on its
 * connection's loop alone.
 */
interface Dialect {
  /** Why a message can't be read, as its sender is told. */
  final class MalformedMessage extends Exception {
    private static final long serialVersionUID = 1;

    private final Code code;

    MalformedMessage(Code code, String sentence) {
      super(sentence);
      this.code = code;
    }

    Code code() {
      return code;
    }
  }

  /** Whether its messages are binary, and not text. */
  default boolean isBinary() {
    return false;
  }

  /** Reads a message, as the JSON that it stands for. */
  default JsonObject read(byte[] message) throws MalformedMessage {
    return json(message);
  }

  static JsonObject json(byte[] message) throws MalformedMessage {
    try {
      return JsonCodec.readObject(message);
    } catch (JsonCodec.MalformedJson e) {
      throw new MalformedMessage(Code.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Takes a message.
   *
   * @param withinLimit whether it may still do something; if not, it is only told so
   * @return the sentence that says why it is no message of this dialect, null if it is one
   */
  @Nullable String take(JsonObject message, boolean withinLimit);

  /** Tells a connection that it is in the room now. */
  void arrived(RoomRecord room, Flush flush, Flush.Arrival arrival);

  /**
   * Tells what changed, to a connection that can take it now.
   *
   * @param throughout the layers it holds and held before
   * @param held the layers it holds
   * @param move what it gains and loses, null for nothing
   */
  void changed(
      FlushFrames frames, Set<String> throughout, Set<String> held, Flush.@Nullable Personal move);

  /** Begins to gather what a connection that is too slow has not been told. */
  Missed missed();

  /** The frame that tells an answer; null where this dialect has none. */
  byte @Nullable [] answer(Answer answer);

  /** The frame that says what was wrong with a message. */
  byte[] error(Code code, String sentence);

  /** The frame that says why a connection that is in no room is closed; null for none. */
  byte @Nullable [] refusal(String reason);

  /** The connection takes and says nothing more; may be told so twice. */
  default void ended() {}
}
