package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Verdict;

/** Something said to everybody in the room, in whatever form they agreed on. */
public record Message(JsonObject payload) {
  public static final String TYPE = "message";
  static final int BYTES_MAX = 4 << 10;

  public static Message read(JsonObject payload, Fields fields) {
    if (payload.isEmpty()) {
      fields.wrong("a message must say something, as {\"text\":\"Hello\"}");
    }
    return new Message(payload);
  }

  public Verdict say(Draft draft) {
    if (payload.bytes() > BYTES_MAX) {
      return Verdict.refuse(Code.TOO_LARGE, "a message has at most " + BYTES_MAX + " bytes");
    }
    draft.event(Layers.ALL, TYPE, payload);
    return draft.accept();
  }
}
