package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.kind.Layers;
import java.util.ArrayList;
import java.util.List;

/**
 * Which members want nothing to do with each other: always mutual, in the live layers of both, so
 * that it is never journaled and both clients know whom to leave out.
 */
final class Apart {
  /** The key in a member's live layer. */
  static final String KEY = "apart";

  /** A member is kept apart from at most so many others in one room. */
  static final int OTHERS_MAX = 500;

  private Apart() {}

  static boolean are(Layers layers, String memberId, String otherId) {
    return layers.object(layer(memberId)).object(KEY).has(otherId);
  }

  private static String layer(String memberId) {
    return Layers.live(Layers.member(memberId));
  }

  private static List<String> of(Layers layers, String memberId) {
    return layers.object(layer(memberId)).object(KEY).keys();
  }

  /** Notes from whom a member is apart who joins. Returns the others, as far as they are here. */
  static List<String> join(RoomDraft draft, String memberId, List<String> others) {
    leave(draft, memberId);
    List<String> here = new ArrayList<>();
    for (String other : others) {
      boolean isHere = Members.kept(draft.layers(), other) != null && !other.equals(memberId);
      if (isHere && here.size() < OTHERS_MAX) {
        set(draft, memberId, other, true);
        here.add(other);
      }
    }
    return here;
  }

  static void leave(RoomDraft draft, String memberId) {
    of(draft.layers(), memberId).forEach(other -> set(draft, memberId, other, false));
  }

  static void set(RoomDraft draft, String memberId, String otherId, boolean apart) {
    write(draft, memberId, otherId, apart);
    write(draft, otherId, memberId, apart);
  }

  private static void write(RoomDraft draft, String memberId, String otherId, boolean apart) {
    draft.write(
        layer(memberId),
        Change.at(
            draft.layers().object(layer(memberId)),
            List.of(KEY, otherId),
            apart ? Json.Bool.TRUE : null));
  }
}
