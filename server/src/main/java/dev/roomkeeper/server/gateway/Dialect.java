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
 * The protocol of one connection: interprets its messages and words its answers. Limits, outbox,
 * pings and the end belong to the connection, in any dialect. Confined to its connection's loop.
 */
interface Dialect {
  /** Why a message cannot be read, in the words for its sender. */
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

  /** Whether its messages are binary and not text. */
  default boolean isBinary() {
    return false;
  }

  /** Reads a message as the JSON that it stands for. */
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
   * Handles a message.
   *
   * @param withinLimit whether the client may still do something; if not, it is only told so
   * @return the sentence that says why this is not a message of the dialect; null if it is
   */
  @Nullable String take(JsonObject message, boolean withinLimit);

  /** Tells a connection that it is in the room now. */
  void arrived(RoomRecord room, Flush flush, Flush.Arrival arrival);

  /**
   * Sends changes to a connection that can take them now.
   *
   * @param throughout the layers that it holds and held before
   * @param held the layers that it holds
   * @param move the layers that it gains and loses, null for none
   */
  void changed(
      FlushFrames frames, Set<String> throughout, Set<String> held, Flush.@Nullable Personal move);

  /** Begins to collect what a slow connection is not sent yet. */
  Missed missed();

  /** The frame for an answer; null if the dialect has none. */
  byte @Nullable [] answer(Answer answer);

  /** The frame that says what is wrong with a message. */
  byte[] error(Code code, String sentence);

  /** The frame that says why a connection outside of a room is closed; null for none. */
  byte @Nullable [] refusal(String reason);

  /** The connection is closed. May be called twice. */
  default void ended() {}
}
