package dev.roomkeeper.server.blackbox;

import dev.roomkeeper.client.ClientFrame;
import dev.roomkeeper.client.ResumePoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A random game of several players and an observer, one command after the other, in which every
 * face is a mark that is nowhere else. After each command it is counted who saw how many faces for
 * the first time, in any byte that came to them, and held against what the command may reveal.
 */
final class CardGame {
  static final int PLAYERS = 4;
  private static final int OBSERVER = PLAYERS;
  private static final int CARDS = 150;
  private static final Pattern FACE = Pattern.compile("f[0-9a-f]{20}e");
  private static final String DECK = "the deck";

  /** Somebody at the table, with every byte that came over the sockets. */
  static final class Seat {
    final RoomClient client;
    final ByteArrayOutputStream received;
    final Set<String> seen = new HashSet<>();
    private int searched;

    Seat(RoomClient client, ByteArrayOutputStream received) {
      this.client = client;
      this.received = received;
    }

    /** The faces that came for the first time since the last call. */
    List<String> newFaces() {
      String bytes = text();
      List<String> fresh = new ArrayList<>();
      for (Matcher face = FACE.matcher(bytes.substring(searched)); face.find(); ) {
        if (seen.add(face.group())) {
          fresh.add(face.group());
        }
      }
      searched = bytes.length();
      return fresh;
    }

    String text() {
      synchronized (received) {
        return received.toString(java.nio.charset.StandardCharsets.ISO_8859_1);
      }
    }
  }

  final List<Seat> seats = new ArrayList<>();
  final List<String> faults = new ArrayList<>();
  final Map<String, Integer> commands = new TreeMap<>();
  final Set<String> faces = new HashSet<>();
  final String roomId;
  private final boolean openTrays;
  private final Random random;
  private int port;

  CardGame(Site site, int port, boolean openTrays, Random random) throws IOException {
    this.port = port;
    this.openTrays = openTrays;
    this.random = random;
    Site.Guest owner = site.guest("owner");
    this.roomId =
        site.room(owner, "cardtable", object().put("trays", openTrays ? "open" : "hidden"));
    for (int i = 0; i <= OBSERVER; i++) {
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      RoomClient client = new RoomClient(site.guest("player" + i), roomId, received);
      seats.add(new Seat(client.join(port), received));
    }
    createDeck();
  }

  private void createDeck() {
    ObjectNode deck = object().put("deckId", DECK).put("open", true);
    var cards = deck.putArray("cards");
    for (int i = 0; i < CARDS; i++) {
      String face = String.format("f%016x%04xe", random.nextLong(), i);
      faces.add(face);
      cards.add(face);
    }
    step(0, "deck.create", deck, 0, 0);
    ObjectNode token = object();
    token.putObject("token").put("type", "token").put("x", 1).put("y", 1);
    step(0, "board", token, 0, 0);
    step(0, "deck.shuffle", object().put("deckId", DECK), 0, 0);
  }

  /** So many random commands. */
  void play(int steps) throws IOException {
    for (int i = 0; i < steps; i++) {
      int player = random.nextInt(PLAYERS);
      if (random.nextInt(25) == 0) {
        comeBackAndSee(random.nextInt(seats.size()));
      } else {
        move(player);
      }
    }
  }

  private void move(int player) {
    RoomClient client = seats.get(player).client;
    List<String> hand = new ArrayList<>();
    tray(player).forEachEntry((cardId, _) -> hand.add(cardId));
    List<String> up = new ArrayList<>();
    List<String> down = new ArrayList<>();
    client
        .at("all", "board")
        .forEachEntry((id, object) -> {
          if (object.path("type").asString().equals("card")) {
            (object.path("faceUp").asBoolean() ? up : down).add(id);
          }
        });
    int count = 1 + random.nextInt(3);
    ObjectNode deck = object().put("deckId", DECK);
    ObjectNode place = object().put("x", random.nextInt(900)).put("y", random.nextInt(900));
    switch (random.nextInt(13)) {
      case 0, 1 -> step(player, "deck.draw", deck.put("count", count).put("to", "tray"), count, 0);
      case 2 -> {
        deck.put("count", count).set("to", place.put("faceUp", true));
        step(player, "deck.draw", deck, count, count);
      }
      case 3 -> {
        deck.put("count", count).set("to", place.put("faceUp", false));
        step(player, "deck.draw", deck, 0, 0);
      }
      case 4 -> step(player, "deck.shuffle", deck, 0, 0);
      case 5 -> with(hand, id -> step(player, "deck.put", deck.put("cardId", id), 0, 0));
      case 6 -> with(down, id -> step(player, "deck.put", deck.put("objectId", id), 0, 0));
      case 7 -> with(up, id -> step(player, "deck.put", deck.put("objectId", id), 0, 0));
      case 8 -> with(hand, id -> step(player, "tray.play", play(place, id, true), 1, 1));
      case 9 -> with(hand, id -> step(player, "tray.play", play(place, id, false), 0, 0));
      case 10 -> with(down, id -> step(player, "tray.take", object().put("objectId", id), 1, 0));
      case 11 -> with(down, id -> step(player, "card.flip", object().put("objectId", id), 1, 1));
      default -> nosy(player, hand, down);
    }
  }

  /** What a curious player tries, all of which reveals nothing. */
  private void nosy(int player, List<String> hand, List<String> down) {
    String other = seats.get((player + 1) % PLAYERS).client.guest.userId();
    switch (random.nextInt(5)) {
      case 0 -> step(player, "player", object().put("playerId", other), 0, 0);
      case 1 ->
          with(
              down,
              id -> {
                ObjectNode patch = object();
                patch.putObject(id).put("faceUp", true);
                step(player, "board", patch, 0, 0);
              });
      case 2 ->
          with(
              hand,
              id -> step((player + 1) % PLAYERS, "tray.play", play(object(), id, true), 0, 0));
      case 3 ->
          with(
              hand,
              id -> {
                ObjectNode patch = object();
                patch.putObject("tray").putObject(id).put("order", random.nextInt(99));
                step(player, "player", patch, 0, 0);
              });
      default ->
          with(
              down,
              id -> {
                ObjectNode patch = object();
                patch.putObject(id).put("x", random.nextInt(99)).put("face", "guess");
                step(player, "board", patch, 0, 0);
              });
    }
  }

  private static ObjectNode play(ObjectNode place, String cardId, boolean faceUp) {
    return place.put("cardId", cardId).put("x", 3).put("y", 4).put("faceUp", faceUp);
  }

  private void with(List<String> ids, java.util.function.Consumer<String> move) {
    if (!ids.isEmpty()) {
      move.accept(ids.get(random.nextInt(ids.size())));
    }
  }

  JsonNode tray(int player) {
    String userId = seats.get(player).client.guest.userId();
    return seats
        .get(player)
        .client
        .at(openTrays ? "all" : "member:" + userId, "players", userId, "tray");
  }

  /**
   * Sends a command, waits until all have what it brought, and counts.
   *
   * @param mine how many faces the sender may see that it never saw
   * @param others how many the others
   */
  private void step(int player, String type, ObjectNode payload, int mine, int others) {
    RoomClient.Told told = seats.get(player).client.ask(type, payload);
    commands.merge(told.isAck() ? type : type + " " + told.code(), 1, Integer::sum);
    settle();
    for (int i = 0; i < seats.size(); i++) {
      List<String> fresh = seats.get(i).newFaces();
      int most = openTrays ? Math.max(mine, others) : i == player ? mine : others;
      if (fresh.size() > (told.isAck() ? most : 0)) {
        faults.add(
            "player"
                + i
                + " learned "
                + fresh
                + " by "
                + type
                + " "
                + payload
                + " of player"
                + player
                + ": "
                + told.frame());
      }
    }
  }

  /** An answer in the room's own order is behind all that came before it. */
  private void settle() {
    List<Long> fences = new ArrayList<>();
    for (Seat seat : seats) {
      fences.add(seat.client.send("drag", object().put("objectId", "token").put("end", true)));
    }
    for (int i = 0; i < seats.size(); i++) {
      RoomClient client = seats.get(i).client;
      long fence = fences.get(i);
      client.await("the others' moves", () -> client.told().containsKey(fence));
    }
  }

  /** Reconnects, by resuming or anew: what is shown again is nothing but what may be seen. */
  private void comeBack(int who) throws IOException {
    Seat seat = seats.get(who);
    seat.client.drop();
    ClientFrame.Join how = ClientFrame.Join.PLAIN;
    if (random.nextInt(3) == 0) { // Too old: all is sent anew.
      how = how.resuming(new ResumePoint(seat.client.session(), seat.client.epoch(), 0));
    }
    seat.client.join(port, how);
  }

  private void comeBackAndSee(int who) throws IOException {
    comeBack(who);
    settle();
    nobodyLearns("player" + who + " came back");
  }

  /** All come back to another process on the same data. */
  void comeBackTo(int newPort) throws IOException {
    port = newPort;
    for (int i = 0; i < seats.size(); i++) {
      comeBack(i);
    }
    settle();
    nobodyLearns("the server came back");
  }

  private void nobodyLearns(String when) {
    for (int i = 0; i < seats.size(); i++) {
      List<String> fresh = seats.get(i).newFaces();
      if (!fresh.isEmpty()) {
        faults.add("player" + i + " learned " + fresh + " when " + when);
      }
    }
  }

  private static ObjectNode object() {
    return Site.JSON.createObjectNode();
  }
}
