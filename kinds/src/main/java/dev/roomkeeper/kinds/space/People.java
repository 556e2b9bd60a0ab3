package dev.roomkeeper.kinds.space;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.Member;
import java.util.List;

/** Who is in the space, as everybody sees it, however far away. */
final class People {
  static final String PEOPLE = "people";

  private final Draft draft;

  People(Draft draft) {
    this.draft = draft;
  }

  void join(Member member) {
    JsonObject person = JsonObject.EMPTY.with("name", member.name()).with("online", true);
    String avatarId = member.claims().text("avatarId");
    draft.put(
        Layers.ALL, path(member), avatarId == null ? person : person.with("avatarId", avatarId));
  }

  void offline(Member member) {
    draft.put(Layers.ALL, List.of(PEOPLE, member.id(), "online"), Json.Bool.FALSE);
  }

  void leave(Member member) {
    draft.remove(Layers.ALL, path(member));
  }

  private static List<String> path(Member member) {
    return List.of(PEOPLE, member.id());
  }
}
