package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layers;
import java.util.List;

/**
 * The players' trays: in a layer that the owner alone sees, or in everybody's where they are open.
 */
public final class Trays {
  private final Draft draft;
  private final boolean open;

  public Trays(Draft draft) {
    this.draft = draft;
    this.open = TableOptions.openTrays(draft);
  }

  /** What is in the player's tray, by id. */
  public JsonObject of(String playerId) {
    return draft.object(layer(playerId), path(playerId));
  }

  /** Applies a merge patch to the player's tray. */
  public void merge(String playerId, JsonObject patch) {
    draft.merge(layer(playerId), path(playerId), patch);
    count(playerId);
  }

  public void put(String playerId, String cardId, JsonObject entry) {
    draft.put(layer(playerId), List.of("players", playerId, "tray", cardId), entry);
    count(playerId);
  }

  public void remove(String playerId, String cardId) {
    draft.remove(layer(playerId), List.of("players", playerId, "tray", cardId));
    count(playerId);
  }

  /** How many are in a tray is everybody's to see, as at a real table. */
  private void count(String playerId) {
    draft.put(
        Layers.ALL, List.of("players", playerId, "trayCount"), Json.of((long) of(playerId).size()));
  }

  private String layer(String playerId) {
    return open ? Layers.ALL : Layers.member(playerId);
  }

  private static List<String> path(String playerId) {
    return List.of("players", playerId, "tray");
  }
}
