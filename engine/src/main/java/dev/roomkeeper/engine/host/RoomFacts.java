package dev.roomkeeper.engine.host;

import dev.roomkeeper.engine.json.Change;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a room has to be known without opening it, as its owner may have changed it. Null where
 * it is as the room was created.
 */
public record RoomFacts(@Nullable String name, @Nullable Access access) {
  /**
   * Who may enter.
   *
   * @param users their ids, besides whoever made the room; empty if everybody may
   */
  public record Access(boolean everybody, List<String> users) {
    public static final Access OF_EVERYBODY = new Access(true, List.of());
  }

  /** As the room's document has them. */
  public static RoomFacts of(Layers layers) {
    return new RoomFacts(new House(layers).name(), new Invited(layers).access());
  }

  /** Whether two states of one room surely have the same; compares no contents, so it is cheap. */
  public static boolean areSame(Layers one, Layers other) {
    return house(one, Layers.ALL) == house(other, Layers.ALL)
        && house(one, House.OWNERS_LAYER) == house(other, House.OWNERS_LAYER);
  }

  private static @Nullable Json house(Layers layers, String layer) {
    return layers.object(layer).get(House.KEY);
  }

  /** What a commit makes of them, null where it changes nothing. */
  public static RoomFacts changedBy(Commit commit) {
    String name = commit.change().at(Layers.ALL, House.KEY).patch().text("name");
    Change only = commit.change().at(House.OWNERS_LAYER, House.KEY).get(Invited.ONLY);
    return new RoomFacts(
        name, only == null ? null : new Invited(Layers.EMPTY.apply(commit.change())).access());
  }
}
