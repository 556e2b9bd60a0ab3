package dev.roomkeeper.server.gateway;

import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values and patches by chance, with what is awkward in them. */
final class RandomJson {
  private static final List<String> KEYS =
      List.of(
          "a",
          "b",
          "x",
          "y",
          "z",
          "name",
          "",
          "__proto__",
          "constructor",
          "ä",
          "Ω",
          "\uFFFD",
          "\uD83D\uDE00",
          "10",
          "2",
          "a longer key with spaces in it");

  private final Random random;

  RandomJson(Random random) {
    this.random = random;
  }

  /** Once in so many times. */
  boolean chance(int times) {
    return random.nextInt(times) == 0;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  String key() {
    return chance(3) ? "id" + random.nextInt(30) : KEYS.get(random.nextInt(KEYS.size()));
  }

  double number() {
    return switch (random.nextInt(9)) {
      case 0 -> random.nextInt(10);
      case 1 -> random.nextInt() / 64.0;
      case 2 -> random.nextInt(100_000) / 100.0;
      case 3 -> random.nextInt(1_000) / 1_000.0;
      case 4 -> random.nextDouble();
      case 5 -> random.nextGaussian() * 1e200;
      case 6 -> (double) random.nextLong();
      case 7 -> random.nextInt(1_000) / 1_024.0;
      default -> -random.nextInt(1_000_000);
    };
  }

  Json leaf() {
    return switch (random.nextInt(8)) {
      case 0 -> Json.of(random.nextBoolean());
      case 1 -> Json.of(KEYS.get(random.nextInt(KEYS.size())));
      case 2 -> array();
      case 3 -> JsonObject.EMPTY;
      default -> Json.of(number());
    };
  }

  private Json array() {
    List<Json> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(chance(3) ? object(0) : leaf());
    }
    return new Json.Arr(items);
  }

  JsonObject object(int depth) {
    JsonObject object = JsonObject.EMPTY;
    boolean areAlike = chance(2);
    JsonObject pattern = depth > 0 && areAlike ? object(0) : JsonObject.EMPTY;
    for (int i = random.nextInt(12); i > 0; i--) {
      Json value = depth == 0 || chance(2) ? leaf() : object(depth - 1);
      object = object.with(key(), areAlike && depth > 0 ? like(pattern) : value);
    }
    return object;
  }

  /** An object with the same keys, and other numbers. */
  private JsonObject like(JsonObject pattern) {
    JsonObject[] like = {pattern};
    pattern.forEach((key, value) -> {
      if (value instanceof Json.Num) {
        like[0] = like[0].with(key, number());
      }
    });
    return like[0];
  }

  /** A patch that touches what is there, and adds to it, within bounds. */
  JsonObject patch(JsonObject before) {
    return patch(before, 2);
  }

  private JsonObject patch(JsonObject before, int depth) {
    JsonObject[] patch = {JsonObject.EMPTY};
    boolean isBroad = chance(2);
    before.forEach((key, value) -> {
      if (!isBroad && !chance(3)) {
        return;
      }
      if (value instanceof JsonObject inner && !chance(6)) {
        patch[0] = patch[0].with(key, patch(inner, depth - 1));
      } else if (chance(5)) {
        patch[0] = patch[0].with(key, Json.Null.NULL);
      } else if (value instanceof Json.Num(var number) && !chance(4)) {
        patch[0] = patch[0].with(key, number + random.nextInt(100) / 64.0);
      } else {
        patch[0] = patch[0].with(key, chance(2) || depth < 1 ? leaf() : object(0));
      }
    });
    for (int i = before.size() < 14 && depth >= 0 ? random.nextInt(4) : 0; i > 0; i--) {
      patch[0] = patch[0].with(key(), chance(2) || depth < 1 ? leaf() : object(depth - 1));
    }
    return patch[0];
  }
}
