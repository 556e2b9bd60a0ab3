package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Data;
import dev.roomkeeper.engine.kind.Model;
import dev.roomkeeper.engine.kind.Slots;
import dev.roomkeeper.kinds.chat.ChatLineSlot;
import dev.roomkeeper.kinds.table.Table;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state that a card table has in addition to that of every table. */
final class Tabletop {
  static final Model MODEL = new Model(Table.MODEL);

  static final Slots<OwnerSlot> OWNERS = MODEL.all().map("players", OwnerSlot::new);
  static final Slots<LaidSlot> CARDS = MODEL.all().map("board", LaidSlot::new);
  static final Slots<ChatLineSlot> CHAT = MODEL.all().bookkeeping().map("chat", ChatLineSlot::new);

  /** The latest actions, by the version that each made. */
  static final Slots<LogEntrySlot> LOG = MODEL.all().bookkeeping().map("log", LogEntrySlot::new);

  static final HiddenSlot HIDDEN = MODEL.server().value("table", HiddenSlot::new);

  private Tabletop() {}

  /** The decks of a player, by id. */
  @Data
  record Owner(Map<String, Deck> decks) {}

  /**
   * A deck as everybody sees it.
   *
   * @param rotation degrees, clockwise
   * @param open whether players other than its owner may use it
   */
  @Data
  record Deck(
      @Nullable String name,
      double x,
      double y,
      double rotation,
      boolean open,
      @Nullable String back,
      @Nullable JsonObject metadata,
      int count) {}

  /**
   * A card on the table. Other objects have the fields that clients gave them.
   *
   * @param type "card"
   * @param face null while it lies face down
   * @param stack the same for all cards of a pile, null for a single card
   */
  @Data
  record Laid(
      String type,
      double x,
      double y,
      double z,
      double rotation,
      boolean faceUp,
      @Nullable String face,
      @Nullable String back,
      @Nullable String stack) {}

  /**
   * An action of somebody.
   *
   * @param by the member's id
   * @param name the member's name at that time, since they may have left
   * @param count the number of cards or other objects
   * @param thing the type of object, for example "card" or "token"; null for several types
   * @param deck the deck's name, or null
   * @param undone null unless it was undone
   */
  @Data
  record LogEntry(
      String by,
      String name,
      long at,
      Deed deed,
      int count,
      @Nullable String thing,
      @Nullable String deck,
      @Nullable Undone undone) {}

  /**
   * Who undid an action.
   *
   * @param version the version that this made
   */
  @Data
  record Undone(String by, String name, long version) {}

  /** What nobody sees: the faces of face-down cards by object id, and the contents of decks. */
  @Data
  record Hidden(Map<String, String> faces, Map<String, Pile> decks) {}

  /**
   * The contents of a deck.
   *
   * @param cards faces, the top card first
   * @param owner null while nobody is there to own it
   * @param left its looks at the time when its owner left and nobody else was there
   */
  @Data
  record Pile(@Nullable String owner, List<String> cards, @Nullable Deck left) {}
}
