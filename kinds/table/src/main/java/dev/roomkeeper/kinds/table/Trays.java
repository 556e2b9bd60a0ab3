package dev.roomkeeper.kinds.table;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Layer;
import dev.roomkeeper.engine.kind.Slot;
import dev.roomkeeper.engine.kind.Slots;

/**
 * The players' trays. They are in a layer that only the owner sees, or in everybody's if trays are
 * open.
 */
public final class Trays {
  private final Draft draft;
  private final boolean open;

  public Trays(Draft draft) {
    this.draft = draft;
    this.open = Table.OPTIONS.openTrays().get(draft, false);
  }

  private Slots<Slot<JsonObject>> tray(String playerId) {
    return Table.PLAYERS.of(playerId).tray().in(open ? Layer.all() : Layer.member(playerId));
  }

  /** What is in the player's tray, by id. */
  public JsonObject of(String playerId) {
    return tray(playerId).json(draft);
  }

  /** Applies a merge patch to the player's tray. */
  public void merge(String playerId, JsonObject patch) {
    tray(playerId).merge(draft, patch);
    count(playerId);
  }

  public void put(String playerId, String cardId, JsonObject entry) {
    tray(playerId).of(cardId).set(draft, entry);
    count(playerId);
  }

  public void remove(String playerId, String cardId) {
    tray(playerId).of(cardId).remove(draft);
    count(playerId);
  }

  /** Everybody sees how many entries a tray has, like at a real table. */
  public void count(String playerId) {
    Table.PLAYERS.of(playerId).trayCount().set(draft, of(playerId).size());
  }
}
