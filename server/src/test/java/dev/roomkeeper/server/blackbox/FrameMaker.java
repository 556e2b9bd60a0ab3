package dev.roomkeeper.server.blackbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages that a careless or ill-meaning client might send: valid commands, mutated ones,
 * random JSON, random text. All are whole UTF-8 text messages; what is below them is {@link
 * WireGarbage}'s.
 */
final class FrameMaker {
  private static final List<String> IDS =
      List.of("o1", "o2", "o3", "o4", "o5", "__proto__", "constructor", "a/b", "\u0000", "é🂡");
  private static final List<String> DECKS = List.of("d1", "d2", "__proto__");
  private static final List<String> KEYS =
      List.of(
          "type",
          "seq",
          "payload",
          "x",
          "y",
          "z",
          "faceUp",
          "face",
          "count",
          "to",
          "deckId",
          "cards",
          "objectId",
          "cardId",
          "metadata",
          "tray",
          "decks",
          "playerId",
          "__proto__",
          "toString",
          "",
          "resume",
          "session",
          "objects",
          "end",
          "text",
          "own",
          "order");
  private static final List<String> RAW =
      List.of(
          "null",
          "true",
          "false",
          "-0",
          "0",
          "1",
          "-1",
          "1.5",
          "1e308",
          "1e-400",
          "9007199254740991",
          "9007199254740992",
          "9223372036854775808",
          "12345678901234567890123",
          "\"\"",
          "\"\\ud800\"",
          "\"\\udc00x\"",
          "\"\\u0000\"",
          "\"\\ud83c\\udca1\"",
          "\"__proto__\"",
          "[]",
          "{}",
          "[[[]]]",
          "{\"a\":null}",
          "{\"__proto__\":{\"x\":1}}",
          "{\"\\ud800\":1}");
  private static final List<String> BROKEN =
      List.of(
          "1e309",
          "-1e999",
          "NaN",
          "Infinity",
          "01",
          "+1",
          ".5",
          "[null]",
          "{\"a\":1,\"a\":2}",
          "\"\\x\"",
          "'x'",
          "");

  private static final String MARKS = "{}[]\",:\\0e-\u2028 tn";

  private final Random random;
  private final List<String> seenIds = new ArrayList<>(List.of("c0000000000"));

  FrameMaker(Random random) {
    this.random = random;
  }

  /** Ids that the server gave are worth naming. */
  void sawId(String id) {
    if (seenIds.size() < 20) {
      seenIds.add(id);
    } else {
      seenIds.set(random.nextInt(20), id);
    }
  }

  /** The next message; the number is used where it has one of its own. */
  String next(long seq) {
    return switch (random.nextInt(20)) {
      case 0 ->
          switch (random.nextInt(3)) {
            case 0 -> randomText(random.nextInt(60));
            case 1 -> write(randomValue(4));
            default -> deep();
          };
      case 1, 2, 3 -> mutateText(write(command(seq)));
      case 4, 5, 6, 7, 8, 9, 10, 11, 12 -> write(mutateTree(command(seq)));
      case 13 -> random.nextInt(50) == 0 ? huge(seq) : write(command(seq));
      default -> write(command(seq));
    };
  }

  // --- Valid commands ---

  private record Raw(String text) {}

  private Raw raw() {
    return new Raw(pick(random.nextInt(20) == 0 ? BROKEN : RAW));
  }

  private Map<String, @Nullable Object> command(long seq) {
    Map<String, @Nullable Object> frame = new LinkedHashMap<>();
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    String type = TYPES.get(random.nextInt(TYPES.size()));
    if (type.equals("passphrase") && random.nextInt(100) > 0) {
      type = "board"; // Hashing them is slow on purpose.
    }
    fill(type, payload);
    frame.put("type", type);
    if (random.nextInt(12) > 0) {
      frame.put("seq", seq);
    }
    frame.put("payload", payload);
    return frame;
  }

  private static final List<String> TYPES =
      List.of(
          "board",
          "board",
          "board",
          "player",
          "drag",
          "message",
          "move",
          "stand",
          "passphrase",
          "deck.create",
          "deck.shuffle",
          "deck.draw",
          "deck.draw",
          "deck.put",
          "card.flip",
          "tray.play",
          "tray.take",
          "die.roll",
          "ping",
          "auth",
          "join",
          "patch",
          "ack",
          "nonsense");

  private void fill(String type, Map<String, @Nullable Object> payload) {
    switch (type) {
      case "board" -> payload.put(pick(IDS), random.nextInt(6) == 0 ? null : object());
      case "player" -> {
        payload.put("metadata", Map.of(pick(KEYS), random.nextInt(100)));
        payload.put("tray", Map.of(pick(IDS), Map.of("order", random.nextInt(9))));
      }
      case "drag" -> payload.putAll(Map.of("objectId", pick(IDS), "x", random.nextInt(99)));
      case "message" -> payload.put("text", random.nextInt(5) == 0 ? null : randomText(20));
      case "move", "stand" -> payload.put("x", random.nextInt(99));
      case "passphrase" -> payload.put("passphrase", null);
      case "deck.create" ->
          payload.putAll(Map.of("deckId", pick(DECKS), "cards", List.of("A", "B", "C", "D")));
      case "deck.draw" -> payload.putAll(Map.of("deckId", pick(DECKS), "count", 1, "to", "tray"));
      case "deck.shuffle" -> payload.put("deckId", pick(DECKS));
      case "deck.put" -> payload.putAll(Map.of("deckId", pick(DECKS), "cardId", pick(seenIds)));
      case "tray.play" -> payload.putAll(Map.of("cardId", pick(seenIds), "x", 1, "y", 2));
      case "card.flip", "tray.take", "die.roll" -> payload.put("objectId", pick(seenIds));
      case "ping" -> payload.put("t", random.nextInt());
      case "auth" -> payload.put("token", "a.b.c");
      default -> payload.put(pick(KEYS), randomValue(2));
    }
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("type", random.nextBoolean() ? "token" : random.nextBoolean() ? "die" : "card");
    object.put("x", random.nextInt(1_000));
    object.put("y", random.nextDouble() * 1_000);
    object.put("faceUp", true);
    object.put("face", "F" + random.nextInt(52));
    return object;
  }

  // --- Mutations ---

  @SuppressWarnings("unchecked")
  private Object mutateTree(@Nullable Object value) {
    if (random.nextInt(3) == 0) {
      return raw();
    }
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>((Map<String, @Nullable Object>) map);
      String key = pick(List.copyOf(copy.keySet()));
      switch (random.nextInt(6)) {
        case 0 -> copy.remove(key);
        case 1 -> copy.put(pick(KEYS), randomValue(3));
        case 2 -> copy.put(randomText(random.nextInt(80)), copy.remove(key));
        default -> copy.put(key, mutateTree(copy.get(key)));
      }
      return copy;
    }
    return randomValue(3);
  }

  private String mutateText(String text) {
    StringBuilder mutated = new StringBuilder(text);
    for (int i = 1 + random.nextInt(3); i > 0 && !mutated.isEmpty(); i--) {
      int at = random.nextInt(mutated.length());
      switch (random.nextInt(6)) {
        case 0 -> mutated.deleteCharAt(at);
        case 1 -> mutated.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
        case 2 -> mutated.setCharAt(at, (char) random.nextInt(0xD800));
        case 3 -> mutated.setLength(at);
        case 4 -> mutated.insert(at, mutated.substring(random.nextInt(at + 1), at));
        default -> mutated.insert(at, pick(RAW));
      }
    }
    return cleaned(mutated.toString());
  }

  private String deep() {
    int depth = random.nextInt(4) == 0 ? random.nextInt(20_000) : 25 + random.nextInt(15);
    String open = random.nextBoolean() ? "[" : "{\"a\":";
    String close = open.equals("[") ? "]" : "}";
    String deep = open.repeat(depth) + (open.equals("[") ? "" : "1") + close.repeat(depth);
    String id = pick(IDS).replace("\u0000", "nul");
    return "{\"type\":\"board\",\"payload\":{\""
        + id
        + "\":{\"type\":\"token\",\"a\":"
        + deep
        + "}}}";
  }

  private String huge(long seq) {
    int size = random.nextBoolean() ? 60_000 : 60_000 + random.nextInt(180_000);
    return "{\"type\":\"board\",\"seq\":"
        + seq
        + ",\"payload\":{\"big\":{\"type\":\"token\",\"a\":\""
        + "a".repeat(size)
        + "\"}}}";
  }

  private Object randomValue(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> random.nextInt();
      case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(40));
      case 2 -> randomText(random.nextInt(30));
      case 3 -> random.nextBoolean();
      case 4 -> raw();
      case 5 -> List.of(randomValue(depth - 1), randomValue(depth - 1));
      default -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.put(pick(KEYS), randomValue(depth - 1));
        }
        yield object;
      }
    };
  }

  private String randomText(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x110000);
            case 1 -> random.nextInt(0x800);
            default -> 32 + random.nextInt(95);
          });
    }
    return cleaned(text.toString());
  }

  /** Without halves of surrogate pairs, which no UTF-8 can carry. */
  private static String cleaned(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(point -> Character.getType(point) == Character.SURROGATE ? '?' : point)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  // --- Writing ---

  private static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Raw(var text) -> out.append(text);
      case Map<?, ?> map -> {
        String before = "{";
        for (var entry : map.entrySet()) {
          out.append(before).append(Site.JSON.writeValueAsString(entry.getKey())).append(':');
          write(entry.getValue(), out);
          before = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        String before = "[";
        for (Object item : list) {
          out.append(before);
          write(item, out);
          before = ",";
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      default -> out.append(Site.JSON.writeValueAsString(value));
    }
  }
}
