package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a room's members stand in its layers. */
final class Members {
  static final String MEMBERS = "members";
  static final String LAYERS = "layers";
  static final String CLAIMS = "claims";

  private Members() {}

  /** All members, those offline included, by id. */
  static List<Member> all(Layers layers) {
    List<Member> members = new ArrayList<>();
    kept(layers).forEach((id, kept) -> members.add(read(id, (JsonObject) kept)));
    return members;
  }

  /** The member of this id, or null. */
  static @Nullable Member of(Layers layers, String id) {
    return kept(layers).get(id) instanceof JsonObject kept ? read(id, kept) : null;
  }

  static JsonObject kept(Layers layers) {
    return layers.root().object(Layers.SERVER).object(MEMBERS);
  }

  static List<String> path(String memberId) {
    return List.of(MEMBERS, memberId);
  }

  static Member read(String id, JsonObject kept) {
    String name = kept.text("name");
    return new Member(
        id,
        name == null ? "" : name,
        kept.isTrue("online"),
        (long) kept.number("since", 0),
        kept.object(CLAIMS),
        List.copyOf(kept.object(LAYERS).keys()));
  }
}
