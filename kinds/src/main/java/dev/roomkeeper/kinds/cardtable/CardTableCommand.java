package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Command;
import dev.roomkeeper.engine.kind.Fields;
import dev.roomkeeper.kinds.table.Drag;
import dev.roomkeeper.kinds.table.Message;
import dev.roomkeeper.kinds.table.Payloads;
import dev.roomkeeper.kinds.table.PlayerPatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a card table. */
sealed interface CardTableCommand {
  record PatchBoard(JsonObject patch) implements CardTableCommand {}

  record PatchPlayer(PlayerPatch patch) implements CardTableCommand {}

  record DragObjects(Drag drag) implements CardTableCommand {}

  record Say(Message message) implements CardTableCommand {}

  /**
   * @param cards faces, the uppermost first
   * @param looks name, x, y, rotation, back and open, as everybody sees them
   */
  record CreateDeck(String deckId, List<String> cards, JsonObject looks)
      implements CardTableCommand {}

  record Shuffle(String deckId) implements CardTableCommand {}

  /** From the top of a deck to a place on the table, or into the sender's tray if that is null. */
  record Draw(String deckId, int count, @Nullable Place to) implements CardTableCommand {}

  /** From the table onto the top of a deck. */
  record PutObject(String deckId, String objectId) implements CardTableCommand {}

  /** From the sender's tray onto the top of a deck. */
  record PutCard(String deckId, String cardId) implements CardTableCommand {}

  record Flip(String objectId) implements CardTableCommand {}

  record Play(String cardId, Place to) implements CardTableCommand {}

  record Take(String objectId) implements CardTableCommand {}

  record Roll(String objectId) implements CardTableCommand {}

  /** What can't be read as any of the others. */
  record Unreadable(Code code, String problem) implements CardTableCommand {}

  static CardTableCommand read(Command command) {
    JsonObject payload = command.payload();
    Fields fields = new Fields(payload);
    CardTableCommand read =
        switch (command.type()) {
          case "board" -> new PatchBoard(Payloads.patchById(payload, fields));
          case "player" -> new PatchPlayer(PlayerPatch.read(payload, fields));
          case "drag" -> new DragObjects(Drag.read(payload, fields));
          case "message" -> new Say(Message.read(payload, fields));
          case "deck.create" ->
              new CreateDeck(deckId(fields), faces(payload, fields), looks(payload, fields));
          case "deck.shuffle" -> new Shuffle(deckId(fields));
          case "deck.draw" ->
              new Draw(
                  deckId(fields),
                  fields.integer("count", 1, Decks.CARDS_MAX, 1),
                  target(payload, fields));
          case "deck.put" -> put(payload, fields);
          case "card.flip" -> new Flip(objectId(fields));
          case "tray.play" -> new Play(cardId(fields), place(fields));
          case "tray.take" -> new Take(objectId(fields));
          case "die.roll" -> new Roll(objectId(fields));
          default ->
              new Unreadable(
                  Code.UNKNOWN_COMMAND,
                  "a card table knows no command \"" + Payloads.shortened(command.type()) + "\"");
        };
    String problem = fields.problem();
    return problem == null ? read : new Unreadable(Code.BAD_REQUEST, problem);
  }

  private static CardTableCommand put(JsonObject payload, Fields fields) {
    if (payload.has("objectId") == payload.has("cardId")) {
      fields.wrong("put either \"objectId\" from the table or \"cardId\" from the tray");
    }
    return payload.has("objectId")
        ? new PutObject(deckId(fields), objectId(fields))
        : new PutCard(deckId(fields), cardId(fields));
  }

  private static @Nullable Place target(JsonObject payload, Fields fields) {
    Json to = payload.get("to");
    if (to instanceof JsonObject place) {
      Fields inPlace = new Fields(place);
      Place read = place(inPlace);
      String problem = inPlace.problem();
      if (problem != null) {
        fields.wrong("in \"to\", " + problem);
      }
      return read;
    }
    if (!Json.of("tray").equals(to)) {
      fields.wrong("\"to\" must be \"tray\" or a place {x, y, faceUp}");
    }
    return null;
  }

  private static Place place(Fields fields) {
    return new Place(
        fields.number("x"),
        fields.number("y"),
        fields.number("rotation", 0),
        fields.bool("faceUp", false));
  }

  private static List<String> faces(JsonObject payload, Fields fields) {
    List<String> faces = new ArrayList<>();
    if (payload.get("cards") instanceof Json.Arr(var items)) {
      for (Json item : items) {
        if (item instanceof Json.Text(var face) && Payloads.isText(item, Card.FACE_LENGTH_MAX)) {
          faces.add(face);
        }
      }
      if (faces.size() == items.size()) {
        return List.copyOf(faces);
      }
    }
    fields.wrong(
        "\"cards\" must be an array of strings of 1 to " + Card.FACE_LENGTH_MAX + " characters");
    return List.of();
  }

  private static JsonObject looks(JsonObject payload, Fields fields) {
    JsonObject looks =
        JsonObject.EMPTY
            .with("x", fields.number("x", 0))
            .with("y", fields.number("y", 0))
            .with("rotation", fields.number("rotation", 0))
            .with("open", fields.bool("open", true));
    if (payload.has("name")) {
      looks = looks.with("name", fields.text("name", Decks.NAME_LENGTH_MAX));
    }
    return payload.has("back")
        ? looks.with("back", fields.text("back", Card.BACK_LENGTH_MAX))
        : looks;
  }

  private static String deckId(Fields fields) {
    return fields.text("deckId", Payloads.ID_LENGTH_MAX);
  }

  private static String objectId(Fields fields) {
    return fields.text("objectId", Payloads.ID_LENGTH_MAX);
  }

  private static String cardId(Fields fields) {
    return fields.text("cardId", Payloads.ID_LENGTH_MAX);
  }
}
