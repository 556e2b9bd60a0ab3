package dev.roomkeeper.testing;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commands;
import dev.roomkeeper.engine.kind.Durability;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.engine.kind.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands that the kind's table of commands allows, with ids that it sees in the room. It
 * knows no rules, so many are refused.
 */
final class RandomBot implements Bot {
  private static final int TEXT_LENGTH_MAX = 2_000;
  private static final List<String> WORDS = List.of("a", "b", "c", "card", "die", "x", "y");

  private final List<Commands.Description> commands;

  RandomBot(RoomKind kind) {
    commands =
        kind.commands().describe().stream()
            .filter(command -> command.durability() != Durability.INPUT)
            .toList();
  }

  @Override
  public @Nullable Ask next(String memberId, JsonObject view, Chance chance) {
    if (commands.isEmpty()) {
      return null;
    }
    Commands.Description command = chance.oneOf(commands);
    List<String> names = new ArrayList<>(WORDS);
    names.add(memberId);
    collectKeys(view, names, 0);
    Json payload = new Guess(names, chance).of(command.payload(), 0);
    return new Ask(
        command.name(), payload instanceof JsonObject object ? object : JsonObject.EMPTY);
  }

  private static void collectKeys(JsonObject object, List<String> names, int depth) {
    object.forEach((key, value) -> {
      if (names.size() < 200) {
        names.add(key);
        if (depth < 3 && value instanceof JsonObject inner) {
          collectKeys(inner, names, depth + 1);
        }
      }
    });
  }

  /** Generates values for a schema. */
  private record Guess(List<String> names, Chance chance) {
    Json of(Schema schema, int depth) {
      return switch (schema) {
        case Schema.Text(var min, var max) -> Json.of(text(min, max));
        case Schema.Whole(var min, var max) -> Json.of(whole(min, max));
        case Schema.Decimal(var min, var max) ->
            Json.of(Math.clamp(chance.below(4_000) / 2.0 - 1_000, min, max));
        case Schema.Bool() -> Json.of(chance.below(2) == 0);
        case Schema.Choice(var all) -> Json.of(chance.oneOf(all));
        case Schema.ListOf(var item, var max) -> {
          List<Json> items = new ArrayList<>();
          for (int i = chance.below(Math.min(max, 4) + 1); i > 0; i--) {
            items.add(of(item, depth + 1));
          }
          yield new Json.Arr(items);
        }
        case Schema.MapOf(var value, var max) -> {
          JsonObject map = JsonObject.EMPTY;
          for (int i = chance.below(Math.min(max, 3)) + 1; i > 0; i--) {
            map = map.with(chance.oneOf(names), of(value, depth + 1));
          }
          yield map;
        }
        case Schema.Fields(_, var fields) -> {
          JsonObject object = JsonObject.EMPTY;
          for (Schema.Field field : fields) {
            if (!field.optional() || chance.below(2) == 0) {
              object = object.with(field.key(), of(field.schema(), depth + 1));
            }
          }
          yield object;
        }
        case Schema.OneOf(_, var alternatives) -> of(chance.oneOf(alternatives), depth);
        case Schema.OrNull(var inner) -> chance.below(3) == 0 ? Json.Null.NULL : of(inner, depth);
        case Schema.AnyObject(var patch) -> any(patch, depth);
        case Schema.Any() -> Json.of(chance.oneOf(names));
      };
    }

    private String text(int min, int max) {
      String text =
          chance.below(20) == 0 ? "x".repeat(Math.min(max, TEXT_LENGTH_MAX)) : chance.oneOf(names);
      text = text.length() > max ? text.substring(0, max) : text;
      return text.length() < min ? text + "x".repeat(min - text.length()) : text;
    }

    private long whole(long min, long max) {
      return switch (chance.below(8)) {
        case 0 -> min;
        case 1 -> max;
        default -> Math.clamp(min < 0 ? chance.below(64) - 32L : min + chance.below(64), min, max);
      };
    }

    private JsonObject any(boolean patch, int depth) {
      JsonObject object = JsonObject.EMPTY;
      for (int i = chance.below(3) + 1; i > 0; i--) {
        Json value =
            switch (chance.below(patch ? 4 : 3)) {
              case 0 -> depth < 3 ? any(patch, depth + 1) : Json.of(true);
              case 1 -> Json.of(chance.oneOf(names));
              case 3 -> Json.Null.NULL;
              default -> Json.of((long) chance.below(100));
            };
        object = object.with(chance.oneOf(names), value);
      }
      return object;
    }
  }
}
