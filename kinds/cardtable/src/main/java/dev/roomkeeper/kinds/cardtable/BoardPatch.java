package dev.roomkeeper.kinds.cardtable;

import dev.roomkeeper.engine.json.Document;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.json.Patch;
import dev.roomkeeper.engine.kind.Code;
import dev.roomkeeper.engine.kind.Reading;
import dev.roomkeeper.engine.kind.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which changes to an object a member may make by merge patch. */
final class BoardPatch {
  private static final int TYPE_LENGTH_MAX = 64;
  private static final List<String> NUMBERS = List.of("rotation", "x", "y", "z");
  private static final List<String> FLIPPED = List.of("face", "faceUp", "type");

  private BoardPatch() {}

  /**
   * The refusal of the patch, or null.
   *
   * @param before the object as it is, null if it is new
   * @param patch the change, JSON null to remove the object
   */
  static Verdict.@Nullable Refused check(String id, @Nullable Json before, @Nullable Json patch) {
    String name = "\"" + Reading.shortened(id) + "\"";
    if (patch == Json.Null.NULL) {
      return null;
    }
    if (!(patch instanceof JsonObject change)) {
      return refuse(Code.BAD_REQUEST, name + " must be an object, or null to take it away");
    }
    for (String key : NUMBERS) {
      if (change.has(key) && !(change.get(key) instanceof Json.Num)) {
        return refuse(Code.BAD_REQUEST, "\"" + key + "\" of " + name + " must be a number");
      }
    }
    JsonObject object = before instanceof JsonObject present ? present : JsonObject.EMPTY;
    if (before == null && !change.has("type")) {
      return refuse(
          Code.NOT_FOUND, "there is no object " + name + " on the table; a new one needs a type");
    }
    if (isCard(object)) {
      return cardChange(name, object, change);
    }
    JsonObject after = new Patch(change).apply(new Document(object)).root();
    if (!isText(after.get("type"), TYPE_LENGTH_MAX)) {
      return refuse(
          Code.BAD_REQUEST,
          "\"type\" of " + name + " must be a string of 1 to " + TYPE_LENGTH_MAX + " characters");
    }
    return isCard(after) ? newCard(name, after) : null;
  }

  /** Fills in what every object has and a new one lacks. */
  static JsonObject completed(JsonObject fresh) {
    JsonObject missing = JsonObject.EMPTY;
    for (String key : NUMBERS) {
      if (!fresh.has(key)) {
        missing = missing.with(key, 0);
      }
    }
    return missing;
  }

  private static Verdict.@Nullable Refused cardChange(
      String name, JsonObject card, JsonObject change) {
    for (String key : FLIPPED) {
      // A patch may repeat what everybody sees. The face of a face-down card is compared with
      // nothing, so that nobody can test a guess.
      Json wanted = change.get(key);
      if (wanted != null && !wanted.equals(visible(card, key))) {
        return refuse(
            Code.FORBIDDEN, "\"" + key + "\" of " + name + " can't be changed; use card.flip");
      }
    }
    return isBack(change.get("back")) ? null : wrongBack(name);
  }

  private static Json visible(JsonObject card, String key) {
    Json value = card.get(key);
    return value == null ? Json.Null.NULL : value;
  }

  private static Verdict.@Nullable Refused newCard(String name, JsonObject card) {
    if (!card.isTrue("faceUp")) {
      return refuse(
          Code.BAD_REQUEST,
          "a new card lies face up (\"faceUp\": true), else its face would be in the open; turn "
              + name
              + " over by card.flip");
    }
    if (!isText(card.get("face"), Card.FACE_LENGTH_MAX)) {
      return refuse(
          Code.BAD_REQUEST,
          "\"face\" of "
              + name
              + " must be a string of 1 to "
              + Card.FACE_LENGTH_MAX
              + " characters");
    }
    return isBack(card.get("back")) ? null : wrongBack(name);
  }

  private static boolean isBack(@Nullable Json back) {
    return back == null || back == Json.Null.NULL || isText(back, Card.BACK_LENGTH_MAX);
  }

  private static Verdict.Refused wrongBack(String name) {
    return refuse(
        Code.BAD_REQUEST,
        "\"back\" of "
            + name
            + " must be a string of 1 to "
            + Card.BACK_LENGTH_MAX
            + " characters");
  }

  private static boolean isText(@Nullable Json value, int lengthMax) {
    return value instanceof Json.Text(var text) && !text.isEmpty() && text.length() <= lengthMax;
  }

  private static boolean isCard(JsonObject object) {
    return "card".equals(object.text("type"));
  }

  private static Verdict.Refused refuse(Code code, String message) {
    return new Verdict.Refused(code, message);
  }
}
