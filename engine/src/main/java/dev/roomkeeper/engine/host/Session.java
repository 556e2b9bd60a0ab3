package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member's session in the room's state: its newest command number and the last outcomes. */
record Session(@Nullable String id, long newest, JsonObject outcomes, String memberId) {
  static final int OUTCOMES_KEPT = 64;
  static final String SESSIONS = "sessions";

  static Session of(Layers layers, String memberId) {
    JsonObject kept = layers.root().object(List.of(Layers.ENGINE, SESSIONS, memberId));
    return new Session(
        kept.text("id"), (long) kept.number("newest", 0), kept.object("outcomes"), memberId);
  }

  static void begin(RoomDraft draft, String memberId, String id) {
    draft.keep(path(memberId), JsonObject.of("id", Json.of(id)));
  }

  static void end(RoomDraft draft, String memberId) {
    draft.keep(path(memberId), null);
  }

  boolean is(@Nullable String claimed) {
    return id != null && id.equals(claimed);
  }

  boolean isForgotten(long seq) {
    return seq <= newest - OUTCOMES_KEPT;
  }

  /** The recorded answer to this command, or null if it is unknown or forgotten. */
  @Nullable Answer outcome(long seq) {
    if (!(outcomes.get(Long.toString(seq)) instanceof JsonObject kept)) {
      return null;
    }
    String code = kept.text("code");
    if (code != null) {
      String message = kept.text("message");
      return new Answer.Reject(seq, Code.valueOf(code), message == null ? "" : message);
    }
    return new Answer.Ack(
        seq,
        (long) kept.number("epoch", 0),
        (long) kept.number("version", 0),
        kept.isTrue("durable"));
  }

  /** Records the answer and drops the oldest ones beyond the limit. */
  void note(RoomDraft draft, Answer answer) {
    JsonObject outcome =
        switch (answer) {
          case Answer.Ack(_, var epoch, var version, var durable) -> {
            JsonObject ack = JsonObject.EMPTY.with("epoch", epoch).with("version", version);
            yield durable ? ack.with("durable", true) : ack;
          }
          case Answer.Reject(_, var code, var message) ->
              JsonObject.EMPTY.with("code", code.name()).with("message", message);
        };
    long top = Math.max(newest, answer.seq());
    draft.keep(List.of(SESSIONS, memberId, "outcomes", Long.toString(answer.seq())), outcome);
    if (top > newest) {
      draft.keep(List.of(SESSIONS, memberId, "newest"), Json.of(top));
      for (String seq : outcomes.keys()) {
        if (Long.parseLong(seq) <= top - OUTCOMES_KEPT) {
          draft.keep(List.of(SESSIONS, memberId, "outcomes", seq), null);
        }
      }
    }
  }

  private static List<String> path(String memberId) {
    return List.of(SESSIONS, memberId);
  }
}
