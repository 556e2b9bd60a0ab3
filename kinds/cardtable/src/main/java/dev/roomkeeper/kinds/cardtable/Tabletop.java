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

/** What a card table holds beyond what every table does. */
final class Tabletop {
  static final Model MODEL = new Model(Table.MODEL);

  static final Slots<OwnerSlot> OWNERS = MODEL.all().map("players", OwnerSlot::new);
  static final Slots<LaidSlot> CARDS = MODEL.all().map("board", LaidSlot::new);
  static final Slots<ChatLineSlot> CHAT = MODEL.all().bookkeeping().map("chat", ChatLineSlot::new);

  /** What was done lately, by the version that it made. */
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
   * @param open whether others than its owner may use it
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
   * A card on the table; other objects there are as free as their clients make them.
   *
   * @param type "card"
   * @param face null while it lies face down
   * @param stack what all cards of a pile have in common, null for a card that lies alone
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
   * Something that somebody did.
   *
   * @param by the id of who did it
   * @param name what they were called then: they may have left since
   * @param count of how many cards or other things
   * @param thing what it was done to, as "card" or "token"; null for several sorts
   * @param deck the name of the deck, null for none
   * @param undone null while it stands
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
   * Who took something back.
   *
   * @param version that this made
   */
  @Data
  record Undone(String by, String name, long version) {}

  /**
   * What nobody sees: the faces of cards that lie face down, by object id, and what is in decks.
   */
  @Data
  record Hidden(Map<String, String> faces, Map<String, Pile> decks) {}

  /**
   * What is in a deck.
   *
   * @param cards faces, the uppermost first
   * @param owner null while nobody is there to own it
   * @param left what it looked like when its owner left and nobody else was there
   */
  @Data
  record Pile(@Nullable String owner, List<String> cards, @Nullable Deck left) {}
}
