package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.testing.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What players may think of: mostly sensible, sometimes not allowed, by what they see. */
final class RandomMoves {
  private static final List<String> TYPES =
      List.of(
          "deck.create",
          "deck.shuffle",
          "deck.draw",
          "deck.draw",
          "deck.draw",
          "deck.draw",
          "deck.put",
          "deck.put",
          "card.flip",
          "card.flip",
          "tray.play",
          "tray.play",
          "tray.take",
          "board",
          "drag",
          "player",
          "message",
          "die.roll",
          "deck.deal",
          "deck.collect",
          "undo",
          "undo",
          "redo");
  private static final int DECKS_MAX = 8;

  private final Random random;
  private int marks;
  private int ids;

  RandomMoves(Random random) {
    this.random = random;
  }

  record Move(String type, JsonObject payload) {}

  /** A text that was never used before. */
  String mark() {
    return String.format("q%06dq", ++marks);
  }

  Move next(TestClient sender, List<TestClient> online) {
    // Now and then someone asks for what another one holds or sees.
    TestClient eyes = random.nextInt(10) == 0 ? online.get(random.nextInt(online.size())) : sender;
    String type = TYPES.get(random.nextInt(TYPES.size()));
    JsonObject payload =
        switch (type) {
          case "deck.create" -> create(eyes);
          case "deck.deal" ->
              JsonObject.EMPTY
                  .with("deckId", deck(eyes))
                  .with("count", 1L + random.nextInt(3))
                  .with("to", random.nextBoolean() ? "trays" : "table");
          case "undo", "redo" -> JsonObject.EMPTY;
          case "deck.shuffle", "deck.collect" -> JsonObject.EMPTY.with("deckId", deck(eyes));
          case "deck.draw" ->
              JsonObject.EMPTY
                  .with("deckId", deck(eyes))
                  .with("count", 1L + random.nextInt(4))
                  .with("to", random.nextBoolean() ? Json.of("tray") : place());
          case "deck.put" ->
              random.nextBoolean()
                  ? put(eyes).with("objectId", object(eyes))
                  : put(eyes).with("cardId", card(eyes));
          case "card.flip", "tray.take", "die.roll" ->
              JsonObject.EMPTY.with("objectId", object(eyes));
          case "tray.play" -> place().with("cardId", card(eyes));
          case "board" -> board(eyes);
          case "drag" -> place().with("objectId", object(eyes));
          case "player" -> player(eyes);
          default -> JsonObject.EMPTY.with("text", "hello");
        };
    return new Move(type, payload);
  }

  private JsonObject create(TestClient eyes) {
    if (decks(eyes).size() >= DECKS_MAX) {
      return JsonObject.EMPTY;
    }
    List<Json> faces = new ArrayList<>();
    for (int i = random.nextInt(30); i > 0; i--) {
      faces.add(Json.of(mark()));
    }
    return JsonObject.EMPTY
        .with("deckId", "deck" + ++ids)
        .with("cards", new Json.Arr(faces))
        .with("back", "red")
        .with("open", random.nextInt(4) > 0);
  }

  private JsonObject put(TestClient eyes) {
    return JsonObject.EMPTY.with("deckId", deck(eyes));
  }

  private JsonObject place() {
    return JsonObject.EMPTY
        .with("x", random.nextInt(1_600))
        .with("y", random.nextInt(1_000))
        .with("faceUp", random.nextBoolean());
  }

  private JsonObject board(TestClient eyes) {
    String id = object(eyes);
    return switch (random.nextInt(7)) {
      case 0 -> JsonObject.of("o" + ++ids, place().with("type", "card").with("face", mark()));
      case 1 -> JsonObject.of("o" + ++ids, place().with("type", "die").with("sides", 6));
      case 2 -> JsonObject.of(id, JsonObject.EMPTY.with("faceUp", random.nextBoolean()));
      case 3 -> JsonObject.of(id, JsonObject.EMPTY.with("type", "token"));
      case 4 -> JsonObject.of(id, JsonObject.of("face", Json.Null.NULL));
      default ->
          JsonObject.of(id, JsonObject.EMPTY.with("x", random.nextInt(1_600)).with("stack", "p1"));
    };
  }

  private JsonObject player(TestClient eyes) {
    String cardId = card(eyes);
    return switch (random.nextInt(6)) {
      case 0 -> JsonObject.of("metadata", JsonObject.EMPTY.with("life", random.nextInt(40)));
      case 1 ->
          JsonObject.of(
              "tray", JsonObject.of(cardId, JsonObject.EMPTY.with("order", random.nextInt(40))));
      case 2 -> JsonObject.of("tray", JsonObject.of(cardId, Json.Null.NULL));
      case 3 ->
          JsonObject.of("tray", JsonObject.of("n" + ++ids, JsonObject.EMPTY.with("note", "mine")));
      case 4 -> JsonObject.EMPTY.with("seat", random.nextInt(16));
      default ->
          JsonObject.of(
              "decks",
              JsonObject.of(
                  deck(eyes),
                  random.nextBoolean() ? Json.Null.NULL : JsonObject.EMPTY.with("open", true)));
    };
  }

  private String deck(TestClient eyes) {
    return any(decks(eyes));
  }

  private static List<String> decks(TestClient eyes) {
    List<String> decks = new ArrayList<>();
    eyes.at("players")
        .forEach((_, player) -> decks.addAll(((JsonObject) player).object("decks").keys()));
    return decks;
  }

  private String object(TestClient eyes) {
    return any(eyes.at("board").keys());
  }

  private String card(TestClient eyes) {
    return any(eyes.me().object("tray").keys());
  }

  private String any(List<String> of) {
    return of.isEmpty() ? "none" : of.get(random.nextInt(of.size()));
  }
}
