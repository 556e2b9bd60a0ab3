package dev.roomkeeper.kinds.cardtable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.host.Answer;
import dev.roomkeeper.engine.json.Json;
import dev.roomkeeper.engine.json.JsonObject;
import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.engine.kind.Layers;
import dev.roomkeeper.engine.kind.RoomKind;
import dev.roomkeeper.testing.TestClient;
import dev.roomkeeper.testing.TestRoom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Four members who play whatever comes to their minds, come and go, with cards whose faces are
 * marks that occur nowhere else. After each step it looks at what was sent to whom.
 */
final class RandomGame {
  private static final List<String> MEMBERS = List.of("ann", "bob", "cat", "dan");
  private static final Pattern MARK = Pattern.compile("q[0-9]{6}q");
  private static final long DAY_MILLIS = 24 * 3_600_000L;

  private final String context;
  private final Random random;
  private final TestRoom room;
  private final RandomMoves moves;
  private final Map<String, Set<String>> seen = new HashMap<>(); // marks that a member has seen
  private final Set<String> cards = new TreeSet<>(); // all marks that there are as cards
  private final Map<String, Set<String>> brought = new HashMap<>(); // by the entry of the log
  private final Set<String> hashes = new TreeSet<>();
  private final Set<String> idsPresent = new TreeSet<>();
  private final Set<String> idsGone = new TreeSet<>();
  private int accepted;
  private int refused;
  private int undone;
  private Layers undoneFrom = Layers.EMPTY;

  RandomGame(RoomKind kind, long seed) {
    context = "seed " + seed;
    random = new Random(seed);
    room = new TestRoom(kind, "{}", seed);
    moves = new RandomMoves(random);
    MEMBERS.forEach(member -> seen.put(member, new TreeSet<>()));
    MEMBERS.forEach(this::arrive);
  }

  int accepted() {
    return accepted;
  }

  int refused() {
    return refused;
  }

  void play(int steps) {
    for (int i = 0; i < steps; i++) {
      int dice = random.nextInt(200);
      if (dice == 0) {
        leave();
      } else if (dice <= 3) {
        comeBack();
      } else if (dice == 4 && random.nextInt(4) == 0) {
        room.pass(DAY_MILLIS + 1);
        assertNothingNew("a day later");
      } else if (dice == 5) {
        setPassphrase();
      } else {
        act();
      }
      assertNoCardIsLost();
      assertIdsAreNotUsedAgain();
      if (i % 50 == 0) {
        assertCommitsCanBeUndone();
        assertViewsAreTheRooms();
      }
    }
  }

  private void assertViewsAreTheRooms() {
    for (TestClient client : room.online().values()) {
      JsonObject view = room.layers().view(client.layersHeld()).root();
      assertThat(client.view().equals(view)).as(context).isTrue();
    }
  }

  private TestClient anyone() {
    List<TestClient> online = List.copyOf(room.online().values());
    return online.get(random.nextInt(online.size()));
  }

  private void leave() {
    if (room.online().size() > 1) {
      room.drop(anyone());
      assertNothingNew("a member went");
    }
  }

  private void comeBack() {
    for (String member : MEMBERS) {
      if (!room.online().containsKey(member)) {
        arrive(member);
        return;
      }
    }
  }

  private void arrive(String member) {
    TestClient client = room.join(member);
    Set<String> visible = lyingFaceUp();
    visible.addAll(inTray(member));
    Set<String> sent = marks(client.takeInbox());
    assertThat(minus(sent, visible)).as(context).isEmpty();
    assertThat(marks(client.view().toString())).as(context).isEqualTo(visible);
    seenBy(member).addAll(sent);
    assertNothingNew(member + " came");
  }

  private void setPassphrase() {
    String hash = moves.mark();
    hashes.add(hash);
    anyone().send("passphrase", JsonObject.of("hash", Json.of(hash)));
    assertNothingNew("passphrase");
  }

  private void act() {
    TestClient sender = anyone();
    RandomMoves.Move move = moves.next(sender, List.copyOf(room.online().values()));
    if (move.type().equals("player") || move.type().equals("board")) {
      seenBy(sender.memberId).addAll(marks(move.payload().toString()));
    }
    Reveal reveal = reveal(sender, move);
    String what = context + ": " + sender.memberId + " " + move.type() + " " + move.payload();
    Set<String> takenBack = takenBack();
    if (sender.send(move.type(), move.payload()) instanceof Answer.Reject) {
      refused++;
      assertNothingNew(what);
      return;
    }
    accepted++;
    if (move.type().equals("undo") || move.type().equals("redo")) {
      // The room is as it was: a card that comes back has the id that it had there.
      idsGone.clear();
      Set<String> now = takenBack();
      minus(now, takenBack).forEach(entry -> cards.removeAll(broughtBy(entry)));
      minus(takenBack, now).forEach(entry -> cards.addAll(broughtBy(entry)));
    }
    if (move.type().equals("deck.create")) {
      bring(marks(move.payload().toString()));
      seenBy(sender.memberId).addAll(marks(move.payload().toString()));
    }
    if (move.type().equals("board")) {
      Set<String> laidOpen = marks(move.payload().toString());
      bring(laidOpen);
      room.online().keySet().forEach(member -> seenBy(member).addAll(laidOpen));
    }
    Set<String> faceUp = lyingFaceUp();
    for (TestClient client : room.online().values()) {
      Set<String> fresh = takeFresh(client);
      boolean isSender = client == sender;
      assertThat(fresh.size())
          .as("%s: new to %s: %s", what, client.memberId, fresh)
          .isLessThanOrEqualTo(isSender ? reveal.toSender : reveal.toOthers);
      Set<String> visible = new TreeSet<>(faceUp);
      visible.addAll(inTray(client.memberId));
      assertThat(minus(fresh, visible)).as(what).isEmpty();
      assertThat(client.view()).as(what).isEqualTo(room.layers().view(client.layersHeld()).root());
      seenBy(client.memberId).addAll(fresh);
    }
  }

  private void bring(Set<String> marks) {
    cards.addAll(marks);
    brought.put(all().object("log").keys().getLast(), marks);
  }

  private Set<String> broughtBy(String entry) {
    return brought.getOrDefault(entry, Set.of());
  }

  /** The entries of the log that were undone and not done again. */
  private Set<String> takenBack() {
    Set<String> entries = new TreeSet<>();
    JsonObject log = all().object("log");
    log.keys().stream().filter(key -> log.object(key).has("undone")).forEach(entries::add);
    return entries;
  }

  /** How many faces a move may show, if it is done, by what it says; not by what the room did. */
  private record Reveal(int toSender, int toOthers) {}

  private static Reveal reveal(TestClient sender, RandomMoves.Move move) {
    JsonObject payload = move.payload();
    return switch (move.type()) {
      case "deck.draw" -> {
        int count = (int) payload.number("count", 1);
        boolean faceUp = payload.object("to").isTrue("faceUp");
        boolean toTray = Json.of("tray").equals(payload.get("to"));
        yield new Reveal(faceUp || toTray ? count : 0, faceUp ? count : 0);
      }
      case "tray.take" -> new Reveal(1, 0);
      case "tray.play" -> new Reveal(0, payload.isTrue("faceUp") ? 1 : 0);
      case "card.flip" -> {
        String id = payload.text("objectId");
        boolean isUp = id != null && sender.at("board", id).isTrue("faceUp");
        yield isUp ? new Reveal(0, 0) : new Reveal(1, 1);
      }
      case "deck.deal" -> {
        int count = (int) payload.number("count", 0);
        yield "trays".equals(payload.text("to")) ? new Reveal(count, count) : new Reveal(0, 0);
      }
      // What comes back was in the open, or in that hand, before: it may be new to who came since.
      case "undo", "redo" -> new Reveal(Integer.MAX_VALUE, Integer.MAX_VALUE);
      default -> new Reveal(0, 0);
    };
  }

  private void assertNothingNew(String what) {
    for (TestClient client : room.online().values()) {
      assertThat(takeFresh(client)).as("%s: %s", context, what).isEmpty();
    }
  }

  /** The marks that reached the client just now for the first time. */
  private Set<String> takeFresh(TestClient client) {
    Set<String> fresh = marks(client.takeInbox());
    fresh.removeAll(seenBy(client.memberId));
    return fresh;
  }

  private static Set<String> minus(Set<String> marks, Set<String> others) {
    Set<String> rest = new TreeSet<>(marks);
    rest.removeAll(others);
    return rest;
  }

  private Set<String> seenBy(String member) {
    return seen.computeIfAbsent(member, _ -> new TreeSet<>());
  }

  private static Set<String> marks(String text) {
    Set<String> marks = new TreeSet<>();
    MARK.matcher(text).results().forEach(found -> marks.add(found.group()));
    return marks;
  }

  // --- What the room holds, read behind its back ---

  private JsonObject all() {
    return room.layers().root().object(Layers.ALL);
  }

  private Set<String> lyingFaceUp() {
    Set<String> faces = new TreeSet<>();
    all()
        .object("board")
        .forEach((_, value) -> {
          if (value instanceof JsonObject object && object.isTrue("faceUp")) {
            addFace(object, faces);
          }
        });
    return faces;
  }

  private Set<String> inTray(String member) {
    Set<String> faces = new TreeSet<>();
    trayOf(member).forEach((_, entry) -> addFace((JsonObject) entry, faces));
    return faces;
  }

  private static void addFace(JsonObject card, Collection<String> faces) {
    if (card.get("face") instanceof Json.Text(var face)) {
      faces.add(face);
    }
  }

  private void assertNoCardIsLost() {
    List<String> found = new ArrayList<>(lyingFaceUp());
    room.server("table", "faces").forEach((_, face) -> found.add(text(face)));
    room.server("table", "decks")
        .forEach((_, deck) -> {
          if (((JsonObject) deck).get("cards") instanceof Json.Arr(var items)) {
            items.forEach(face -> found.add(text(face)));
          }
        });
    for (String member : MEMBERS) {
      trayOf(member)
          .forEach((_, entry) -> {
            if (!((JsonObject) entry).isTrue("own")) {
              addFace((JsonObject) entry, found);
            }
          });
    }
    found.sort(null);
    assertThat(found).as(context).isEqualTo(List.copyOf(cards));
    for (String member : MEMBERS) {
      assertThat(all().object(List.of("players", member)).number("trayCount", 0))
          .as(context)
          .isEqualTo(trayOf(member).size());
    }
  }

  private static String text(Json value) {
    return ((Json.Text) value).value();
  }

  private JsonObject trayOf(String member) {
    return room.layers().root().object(List.of(Layers.member(member), "players", member, "tray"));
  }

  /** An id that a card had before, in whatever place, would tell which card it is. */
  private void assertIdsAreNotUsedAgain() {
    Map<String, String> ids = new TreeMap<>();
    all()
        .object("board")
        .forEach((id, object) -> {
          if ("card".equals(((JsonObject) object).text("type"))) {
            ids.put(id, "board");
          }
        });
    for (String member : MEMBERS) {
      trayOf(member)
          .forEach((id, entry) -> {
            if (!((JsonObject) entry).isTrue("own")) {
              assertThat(ids.put(id, member)).as("%s: %s is in two places", context, id).isNull();
            }
          });
    }
    idsPresent.removeAll(ids.keySet());
    idsGone.addAll(idsPresent);
    idsPresent.clear();
    idsPresent.addAll(ids.keySet());
    assertThat(idsPresent.stream().filter(idsGone::contains)).as(context).isEmpty();
  }

  private void assertCommitsCanBeUndone() {
    for (Commit commit : room.commits().subList(undone, room.commits().size())) {
      Layers after = undoneFrom.apply(commit.change());
      assertThat(after.apply(commit.change().inverse()).equals(undoneFrom))
          .as("%s: %s can be undone", context, commit.command())
          .isTrue();
      undoneFrom = after;
    }
    undone = room.commits().size();
    assertThat(undoneFrom.equals(room.layers().kept())).as(context).isTrue();
  }

  void assertUndoneToTheBeginning() {
    Layers layers = room.layers().kept();
    for (Commit commit : room.commits().reversed()) {
      layers = layers.apply(commit.change().inverse());
    }
    assertThat(layers).as(context).isEqualTo(Layers.EMPTY);
  }
}
