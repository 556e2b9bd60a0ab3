package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A long random game with unique marks for all that is secret, and a search for them in every byte
 * that anybody was sent. The cards of the secret deck go from it face down, to the table or into a
 * tray, and from the table into a tray, where they stay: so each mark may reach one player at most.
 */
@Tag("slow")
@Timeout(300)
final class SecretsTest {
  private static final int CARDS = 200;
  private static final int MOVES = 2_500;

  /** Someone at the table, and all bytes that came over its sockets. */
  private record Seat(RoomClient client, ByteArrayOutputStream bytes, String passphrase) {
    boolean saw(String mark) {
      return bytes.toString(UTF_8).contains(mark);
    }
  }

  @Test
  void P11_no_secret_is_in_any_byte_that_went_to_somebody_else(@TempDir Path temp)
      throws Exception {
    Path data = Files.createDirectory(temp.resolve("data"));
    long seed = new Random().nextLong();
    System.out.println("SecretsTest: seed " + seed);
    List<String> secrets = new ArrayList<>();
    String log;
    try (ServerProcess server = ServerProcess.start(ServerProcess.Launch.on(data))) {
      Site site = new Site(server.port());
      List<Seat> seats = play(server, site, "hidden", new Random(seed));

      long inTrays = 0;
      for (String face : faces()) {
        List<String> knowing =
            seats.stream()
                .filter(seat -> seat.saw(face))
                .map(seat -> seat.client.guest.name())
                .toList();
        assertThat(knowing).as("who was sent the face %s", face).hasSizeLessThanOrEqualTo(1);
        assertThat(knowing).as("who was sent the face %s", face).doesNotContain("observer");
        inTrays += knowing.size();
      }
      assertThat(inTrays)
          .as("faces that a player drew, so that there was something to leak")
          .isBetween(20L, CARDS - 1L);

      for (Seat seat : seats) {
        secrets.addAll(
            List.of(seat.passphrase, seat.client.guest.key(), seat.client.guest.token()));
      }
      for (Seat seat : seats) {
        assertThat(secrets).as("what %s was sent", seat.client.guest.name()).noneMatch(seat::saw);
        nobodyEntersAs(site, seat, seats);
      }
      String http = answers(site, seats.getLast());
      assertThat(Stream.concat(secrets.stream(), faces().stream())).noneMatch(http::contains);
      assertThat(files(data)).as("the database's files").satisfies(SecretsTest::holdsFaces);
      assertThat(secrets).noneMatch(files(data)::contains);
      log = server.log();
    }
    assertThat(Stream.concat(secrets.stream(), faces().stream())).noneMatch(log::contains);
    assertThat(secrets).noneMatch(files(data)::contains);
  }

  @Test
  void P11_with_open_trays_the_others_are_sent_what_is_in_them(@TempDir Path temp)
      throws Exception {
    try (ServerProcess server = ServerProcess.start(ServerProcess.Launch.on(temp))) {
      List<Seat> seats = play(server, new Site(server.port()), "open", new Random(1));
      Seat observer = seats.getLast();
      assertThat(faces()).as("so the search finds what is there").anyMatch(observer::saw);
    }
  }

  private static List<Seat> play(ServerProcess server, Site site, String trays, Random random)
      throws IOException {
    String room =
        site.room(site.guest("owner"), "cardtable", CrashCommands.object().put("trays", trays));
    List<Seat> seats = new ArrayList<>();
    for (String name : List.of("ann", "bob", "cid", "dora", "observer")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      RoomClient client = new RoomClient(site.guest(name), room, bytes).join(server.port());
      String passphrase = "passphrase of " + name + " " + Site.freshKey();
      assertThat(
              client
                  .ask("passphrase", CrashCommands.object().put("passphrase", passphrase))
                  .isDurable())
          .isTrue();
      seats.add(new Seat(client, bytes, passphrase));
    }
    ObjectNode deck = CrashCommands.object().put("deckId", "secret");
    ArrayNode cards = deck.putArray("cards");
    faces().forEach(cards::add);
    RoomClient owner = new RoomClient(site.guest("dealer"), room).join(server.port());
    assertThat(owner.ask("deck.create", deck).isDurable()).isTrue();
    owner.ask("deck.shuffle", CrashCommands.object().put("deckId", "secret"));
    for (int move = 0; move < MOVES; move++) {
      move(seats.get(random.nextInt(seats.size() - 1)).client, server.port(), random);
    }
    for (Seat seat : seats) {
      seat.client.await("all answers", () -> seat.client.unansweredCount() == 0);
      assertThat(seat.client.faults()).isEmpty();
    }
    return seats;
  }

  private static void move(RoomClient player, int port, Random random) throws IOException {
    if (player.unansweredCount() > 40) {
      player.await("answers", () -> player.unansweredCount() < 5);
    }
    ObjectNode payload = CrashCommands.object();
    List<String> lying = new ArrayList<>(player.at("all", "board").propertyNames());
    String object = lying.isEmpty() ? "none" : lying.get(random.nextInt(lying.size()));
    switch (random.nextInt(40)) {
      case 0, 1 ->
          player.send(
              "deck.draw", payload.put("deckId", "secret").put("count", 1).put("to", "tray"));
      case 2, 3 -> {
        payload.put("deckId", "secret").put("count", 1);
        payload.putObject("to").put("x", random.nextInt(900)).put("y", 50).put("faceUp", false);
        player.send("deck.draw", payload);
      }
      case 4 -> player.send("deck.shuffle", payload.put("deckId", "secret"));
      case 5, 6 -> player.send("tray.take", payload.put("objectId", object));
      case 7 -> {
        player.drop();
        player.join(port);
      }
      case 8, 9, 10 -> player.send("message", payload.put("text", "well " + random.nextInt()));
      case 11 -> {
        payload.put("playerId", "somebody").putObject("metadata");
        player.send("player", payload);
      }
      case 12 -> {
        payload.putObject(object).put("faceUp", true);
        player.send("board", payload);
      }
      case 13, 14, 15, 16 -> {
        payload.putObject(object).put("x", random.nextInt(900));
        player.send("board", payload);
      }
      default -> player.send("drag", payload.put("objectId", object).put("x", random.nextInt(900)));
    }
  }

  /** None of the ids that the room shows is a way in as the one they belong to. */
  private static void nobodyEntersAs(Site site, Seat seat, List<Seat> all) {
    String shown = seat.client.layers().toString();
    for (Seat other : all) {
      String id = other.client.guest.userId();
      assertThat(shown).contains(id);
      for (String tried : List.of(id, id + id, "01ARZ3NDEKTSV4RRFFQ69G5FAV." + id)) {
        Site.Reply reply = site.enter(tried, "thief");
        assertThat(reply.status() == 200 && reply.json().path("userId").asString().equals(id))
            .as("%s let in as %s", tried, id)
            .isFalse();
      }
    }
  }

  private static String answers(Site site, Seat observer) {
    String token = observer.client.guest.token();
    StringBuilder all = new StringBuilder();
    for (String path :
        List.of(
            "/api/v1/rooms",
            "/api/v1/rooms?kind=cardtable",
            "/api/v1/rooms/" + observer.client.roomId,
            "/api/v1/rooms/none",
            "/api/openapi.json",
            "/metrics",
            "/healthz",
            "/readyz",
            "/ws/" + observer.client.roomId)) {
      all.append(site.get(path, token).everything()).append(site.get(path, null).everything());
    }
    return all.toString();
  }

  private static List<String> faces() {
    List<String> faces = new ArrayList<>();
    for (int i = 0; i < CARDS; i++) {
      faces.add("faceMark" + i + "q");
    }
    return faces;
  }

  private static void holdsFaces(String files) {
    assertThat(files)
        .as("the journal keeps faces, so that the search could find")
        .contains("faceMark7q");
  }

  private static String files(Path data) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> paths = Files.walk(data)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        if (!path.endsWith("lock")) {
          all.append(new String(Files.readAllBytes(path), ISO_8859_1));
        }
      }
    }
    return all.toString();
  }
}
