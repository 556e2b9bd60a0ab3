package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Dice;
import dev.roomkeeper.engine.kind.Draft;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Verdict;
import dev.roomkeeper.kinds.table.Players;
import dev.roomkeeper.kinds.table.Trays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The cards in the players' trays. A tray can also hold entries that its owner made. They have
 * {@code "own": true} and are not cards.
 */
final class Hands {
  static final int ENTRIES_MAX = 1_000;
  private static final String OWN = "own";
  private static final String ORDER = "order";
  private static final List<String> DEALT = List.of("face", "back");

  private final Trays trays;
  private final Dice dice;

  Hands(Draft draft, Dice dice) {
    this.trays = new Trays(draft);
    this.dice = dice;
  }

  boolean hasRoomFor(String playerId, int count) {
    return trays.of(playerId).size() + count <= ENTRIES_MAX;
  }

  static Verdict.Refused full() {
    return refuse(Code.TOO_LARGE, "a tray holds at most " + ENTRIES_MAX + " entries");
  }

  /** Adds cards after those that the player has. */
  void add(String playerId, List<Card> cards) {
    double order = lastOrder(playerId);
    for (Card card : cards) {
      order += 1;
      JsonObject entry = JsonObject.EMPTY.with("face", card.face()).with(ORDER, order);
      String back = card.back();
      trays.put(playerId, freshId(playerId), back == null ? entry : entry.with("back", back));
    }
  }

  /** The refusal if this is not a card in the player's tray, otherwise null. */
  Verdict.@Nullable Refused noCard(String playerId, String cardId) {
    String name = "\"" + Reading.shortened(cardId) + "\"";
    Json entry = trays.of(playerId).get(cardId);
    if (entry == null) {
      return refuse(Code.NOT_FOUND, "there is no card " + name + " in your tray");
    }
    return isDealt(entry)
        ? null
        : refuse(Code.CONFLICT, name + " is an entry of your own, not a card that was dealt");
  }

  /** Takes a card out of the player's tray. */
  Card remove(String playerId, String cardId) {
    JsonObject entry = trays.of(playerId).object(cardId);
    trays.remove(playerId, cardId);
    return new Card(
        Objects.requireNonNull(entry.text("face"), "a dealt card has a face"), entry.text("back"));
  }

  /** The ids of the cards in the player's tray. */
  List<String> cardIds(String playerId) {
    JsonObject tray = trays.of(playerId);
    return tray.keys().stream().filter(cardId -> isDealt(tray.get(cardId))).toList();
  }

  /** Takes all cards out of the player's tray. */
  List<Card> removeAll(String playerId) {
    return cardIds(playerId).stream().map(cardId -> remove(playerId, cardId)).toList();
  }

  /** Applies the changes that the owner is free to make: order, annotations, and own entries. */
  Verdict.@Nullable Refused patch(String playerId, JsonObject patch) {
    JsonObject before = trays.of(playerId);
    JsonObject flagged = JsonObject.EMPTY;
    for (String id : patch.keys()) {
      Json entry = before.get(id);
      Json change = Objects.requireNonNull(patch.get(id));
      Verdict.Refused refused = problem(id, entry, change);
      if (refused != null) {
        return refused;
      }
      flagged =
          change instanceof JsonObject object && !isDealt(entry)
              ? flagged.with(id, object.with(OWN, true))
              : flagged.with(id, change);
    }
    Verdict.Refused refused = Players.patchTray(trays, playerId, flagged);
    if (refused != null) {
      return refused;
    }
    int size = trays.of(playerId).size();
    return size > ENTRIES_MAX && size > before.size() ? full() : null;
  }

  private static Verdict.@Nullable Refused problem(String id, @Nullable Json entry, Json change) {
    String name = "\"" + Reading.shortened(id) + "\"";
    boolean dealt = isDealt(entry);
    if (change == Json.Null.NULL) {
      return dealt
          ? refuse(Code.CONFLICT, name + " is a card that was dealt: play it, or put it in a deck")
          : null;
    }
    if (!(change instanceof JsonObject object)) {
      return refuse(Code.BAD_REQUEST, name + " must be an object, or null to take it away");
    }
    if (object.has(OWN)) {
      return refuse(Code.BAD_REQUEST, "\"own\" of " + name + " is the table's to set");
    }
    if (object.has(ORDER) && !(object.get(ORDER) instanceof Json.Num)) {
      return refuse(Code.BAD_REQUEST, "\"order\" of " + name + " must be a number");
    }
    if (entry == null && object.without(ORDER).isEmpty()) {
      // The owner may sort the hand while one of its cards is played. Nothing of that card may
      // stay.
      return refuse(Code.NOT_FOUND, "there is no card " + name + " in your tray");
    }
    return entry instanceof JsonObject card && dealt ? dealtProblem(name, card, object) : null;
  }

  private static Verdict.@Nullable Refused dealtProblem(
      String name, JsonObject card, JsonObject change) {
    for (String key : DEALT) {
      Json wanted = change.get(key);
      if (wanted != null && !wanted.equals(card.get(key))) {
        return refuse(
            Code.CONFLICT, name + " is a card that was dealt: its " + key + " stays as it is");
      }
    }
    return null;
  }

  private static boolean isDealt(@Nullable Json entry) {
    return entry instanceof JsonObject object && !object.isTrue(OWN);
  }

  private double lastOrder(String playerId) {
    double[] last = {0};
    trays
        .of(playerId)
        .forEach((_, value) -> {
          if (value instanceof JsonObject entry) {
            last[0] = Math.max(last[0], entry.number(ORDER, 0));
          }
        });
    return last[0];
  }

  private String freshId(String playerId) {
    String id = "c" + dice.id(10);
    while (trays.of(playerId).has(id)) {
      id = "c" + dice.id(10);
    }
    return id;
  }

  private static Verdict.Refused refuse(Code code, String message) {
    return new Verdict.Refused(code, message);
  }
}
