package dev.roomkeeper.server.blackbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a busy member of a room sends next. */
interface CrashCommands {
  /**
   * A command.
   *
   * @param type of the command
   * @param mark stands in its payload and nowhere else; empty for none
   */
  record Ask(String type, ObjectNode payload, String mark) {}

  Ask next(RoomClient client, Random random, String mark);

  String DECK = "deck";

  /** Only durable ones. */
  CrashCommands DURABLE =
      (client, random, mark) -> {
        var payload = object();
        payload
            .putObject(client.guest.name() + "-" + random.nextInt(30))
            .put("mark", mark)
            .put("x", random.nextInt(1_000));
        return new Ask("board", payload, mark);
      };

  /** Mostly durable writes to the board, some lazy ones, some that are refused. */
  static Ask board(RoomClient client, Random random, String mark) {
    String key = client.guest.name() + "-" + random.nextInt(30);
    ObjectNode payload = object();
    return switch (random.nextInt(20)) {
      case 0, 1, 2 -> new Ask("message", payload.put("text", mark), mark);
      case 3 -> new Ask("stand", payload.put("x", random.nextInt(1_000)), "");
      case 4 -> new Ask("move", payload.put("x", random.nextInt(1_000)), ""); // live
      case 5 -> {
        payload.putObject("metadata").put("mark", mark);
        yield new Ask("player", payload, mark);
      }
      case 6 -> {
        payload.put("playerId", "u_somebodyelse").putObject("metadata").put("mark", mark);
        yield new Ask("player", payload, mark); // FORBIDDEN
      }
      case 7 -> {
        payload.putNull(key).putObject("deleter").put("mark", mark);
        yield new Ask("board", payload, mark);
      }
      default -> {
        payload
            .putObject(key)
            .put("mark", mark)
            .put("x", random.nextInt(1_000))
            .putObject("deep")
            .put("n" + random.nextInt(3), random.nextInt());
        yield new Ask("board", payload, mark);
      }
    };
  }

  /** Only lazy ones, so that nothing but the clock brings them into the journal. */
  static Ask lazy(RoomClient client, Random random, String mark) {
    return random.nextBoolean()
        ? new Ask("message", object().put("text", mark), mark)
        : new Ask("stand", object().put("x", random.nextInt(1_000)), "");
  }

  /** A game in which no card may be lost or doubled; some of what is asked comes too late. */
  static Ask cards(RoomClient client, Random random, String mark) {
    List<String> hand = new ArrayList<>();
    client
        .at("member:" + client.guest.userId(), "players", client.guest.userId(), "tray")
        .forEachEntry((cardId, _) -> hand.add(cardId));
    List<String> table = new ArrayList<>();
    JsonNode board = client.at("all", "board");
    board.forEachEntry((objectId, _) -> table.add(objectId));
    ObjectNode payload = object();
    int choice = random.nextInt(12);
    if (choice < 2 && !table.isEmpty()) {
      return new Ask("card.flip", payload.put("objectId", pick(table, random)), "");
    }
    if (choice < 4 && !table.isEmpty()) {
      return new Ask("tray.take", payload.put("objectId", pick(table, random)), "");
    }
    if (choice < 6 && !hand.isEmpty()) {
      payload.put("cardId", pick(hand, random)).put("x", 1).put("y", 2);
      return new Ask("tray.play", payload.put("faceUp", random.nextBoolean()), "");
    }
    payload.put("deckId", DECK);
    if (choice < 8 && !hand.isEmpty()) {
      return new Ask("deck.put", payload.put("cardId", pick(hand, random)), "");
    }
    if (choice == 8) {
      return new Ask("deck.shuffle", payload, "");
    }
    payload.put("count", 1 + random.nextInt(3));
    if (random.nextBoolean()) {
      return new Ask("deck.draw", payload.put("to", "tray"), "");
    }
    payload.putObject("to").put("x", 5).put("y", 6).put("faceUp", random.nextBoolean());
    return new Ask("deck.draw", payload, "");
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  static ObjectNode object() {
    return Site.JSON.createObjectNode();
  }
}
