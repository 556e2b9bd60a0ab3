package dev.roomkeeper.engine.sim;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import dev.roomkeeper.engine.kind.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each live value says of itself: where and by whom it was written, and what it rests on.
 *
 * @param owner the member who wrote it, "-" for the room itself
 * @param sinceMillis since when that member is online, by the connection that wrote it
 * @param nonce another for each write
 * @param durable the newest durable thing that was in the room when this was written, "" for none
 */
record LiveMark(
    String layer, String id, String owner, long sinceMillis, String nonce, String durable) {
  static final String ROOM = "-";

  static LiveMark of(Draft draft, String layer, String id, @Nullable Member owner, Moment moment) {
    return new LiveMark(
        layer,
        id,
        owner == null ? ROOM : owner.id(),
        owner == null ? 0 : owner.sinceMillis(),
        moment.dice().id(10),
        draft.get(Layers.SERVER, List.of("durable")) instanceof Json.Text(var last) ? last : "");
  }

  /** As it stands in the room. */
  Json.Text text(String padding) {
    return new Json.Text(
        String.join(
            "~", layer + "#" + id, owner, Long.toString(sinceMillis), nonce, durable, padding));
  }

  static LiveMark read(String text) {
    String[] parts = text.split("~", -1);
    int hash = parts[0].indexOf('#');
    if (parts.length != 6 || hash < 0) {
      throw new Violation("a live value is not marked: " + text);
    }
    return new LiveMark(
        parts[0].substring(0, hash),
        parts[0].substring(hash + 1),
        parts[1],
        Long.parseLong(parts[2]),
        parts[3],
        parts[4]);
  }
}
