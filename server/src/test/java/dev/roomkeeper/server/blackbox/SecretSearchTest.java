package dev.roomkeeper.server.blackbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.client.ClientFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/**
 * Secrets are unique marks; after a long game they are searched for in all bytes that went to
 * somebody else. {@code -Droomkeeper.moves=} for a longer game, {@code -Droomkeeper.seed=}.
 */
@Tag("slow")
@Timeout(600)
final class SecretSearchTest {
  private static final int MOVES = Integer.getInteger("roomkeeper.moves", 400);
  private static final long SEED = Long.getLong("roomkeeper.seed", System.nanoTime());
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_:-]{3,64}");
  private static final Pattern USER = Pattern.compile("u_[0-9a-z]{16}");

  private final Random random = new Random(SEED);

  @Test
  void P11_what_a_member_may_not_see_is_in_no_byte_sent_to_it(@TempDir Path temp) throws Exception {
    System.out.println("SecretSearchTest: roomkeeper.seed=" + SEED);
    Path data = Files.createDirectory(temp.resolve("data"));
    Path pages = Files.createDirectory(temp.resolve("pages"));
    Files.writeString(pages.resolve("index.html"), "<!doctype html>");
    // A thief from one address would be slowed down, and the search with him.
    ServerProcess.Launch launch =
        ServerProcess.Launch.on(data)
            .with("-Droomkeeper.apps=" + pages)
            .asked("--limit", "guests-by-address=100000+100000/s");
    StringBuilder publicly = new StringBuilder();
    CardGame game;
    Map<String, String> passphrases = new LinkedHashMap<>();
    try (ServerProcess server = ServerProcess.start(launch)) {
      game = new CardGame(new Site(server.port()), server.port(), false, random);
      game.play(MOVES / 2);
      setPassphrases(game, passphrases);
      publicly.append(everyRoute(new Site(server.port()), game));
      searchFiles(data, game, passphrases); // with its write-ahead log
      server.kill();
      publicly.append(server.log());
    }
    try (ServerProcess server = ServerProcess.start(launch)) {
      game.comeBackTo(server.port());
      game.play(MOVES / 2);
      wrongPassphrases(server.port(), game, passphrases, publicly);
      publicly.append(everyRoute(new Site(server.port()), game));
      nobodysTokenIsToBeHad(new Site(server.port()), game, data);
      assertThat(server.terminate()).isEqualTo(0);
      publicly.append(server.log());
      assertThat(server.complaints()).isEmpty();
    }
    searchFiles(data, game, passphrases);
    searchBytes(game, passphrases, publicly.toString());
    System.out.println("SecretSearchTest: " + game.commands);
    System.out.printf(
        "SecretSearchTest: of %d faces %s were seen; %d bytes of others searched, %d of public ones%n",
        game.faces.size(),
        game.seats.stream().map(seat -> seat.seen.size()).toList(),
        game.seats.stream().mapToInt(seat -> seat.received.size()).sum(),
        publicly.length());
    assertThat(game.faults).isEmpty();
    // The search does find what is to be found.
    assertThat(game.seats.getFirst().seen).hasSizeGreaterThan(10);
    for (int i = 0; i < CardGame.PLAYERS; i++) {
      assertThat(game.seats.get(i).seen).hasSizeLessThan(game.faces.size());
    }
  }

  @Test
  void with_open_trays_the_same_search_finds_them(@TempDir Path temp) throws Exception {
    Path data = Files.createDirectory(temp.resolve("data"));
    try (ServerProcess server = ServerProcess.start(ServerProcess.Launch.on(data))) {
      CardGame game = new CardGame(new Site(server.port()), server.port(), true, random);
      game.play(30);
      Set<String> inTrays = new HashSet<>();
      for (int i = 0; i < CardGame.PLAYERS; i++) {
        game.tray(i).forEach(card -> inTrays.add(card.path("face").asString()));
      }
      assertThat(inTrays).isNotEmpty();
      assertThat(game.faults).isEmpty();
      for (CardGame.Seat seat : game.seats) {
        assertThat(seat.seen).containsAll(inTrays);
        for (String face : inTrays) {
          assertThat(seat.text()).contains(face);
        }
      }
    }
  }

  // --- Passphrases ---

  private void setPassphrases(CardGame game, Map<String, String> passphrases) {
    for (int i = 0; i < CardGame.PLAYERS; i++) {
      RoomClient client = game.seats.get(i).client;
      String passphrase = "pass" + Long.toHexString(random.nextLong()) + "phrase";
      passphrases.put(client.guest.userId(), passphrase);
      ObjectNode payload = Site.JSON.createObjectNode().put("passphrase", passphrase);
      assertThat(client.ask("passphrase", payload).isDurable()).isTrue();
    }
  }

  private static void wrongPassphrases(
      int port, CardGame game, Map<String, String> passphrases, StringBuilder publicly) {
    for (int i = 0; i < 2; i++) {
      RoomClient owner = game.seats.get(i).client;
      String neighbours = passphrases.getOrDefault(game.seats.get(i + 1).client.guest.userId(), "");
      RoomClient thief = new RoomClient(owner.guest, game.roomId);
      try {
        thief.join(port, new ClientFrame.Join(null, neighbours, null));
        throw new AssertionError("another's passphrase let somebody in");
      } catch (IOException e) {
        assertThat(thief.closeCode()).isEqualTo(4403);
        publicly.append(e.getMessage());
      }
    }
  }

  // --- HTTP ---

  private String everyRoute(Site site, CardGame game) {
    Site.Guest stranger = site.guest("stranger");
    List<String> paths =
        List.of(
            "/",
            "/healthz",
            "/readyz",
            "/metrics",
            "/api/openapi.json",
            "/api/v1/rooms",
            "/api/v1/rooms?kind=cardtable",
            "/api/v1/rooms?kind=nonsense",
            "/api/v1/rooms/" + game.roomId,
            "/api/v1/rooms/" + game.roomId + "/",
            "/api/v1/rooms/" + game.roomId + "/members",
            "/api/v1/rooms/nonsense",
            "/api/v1/guest",
            "/api/v1/nothing",
            "/ws/" + game.roomId,
            "/ws/nonsense",
            "/table/" + game.roomId,
            "/index.html",
            "/..%2fdata/keys/token.key",
            "/%2e%2e/data/roomkeeper.db",
            "/assets/..%2f..%2fdata%2froomkeeper.db",
            "/assets/%2e%2e/%2e%2e/data/keys/token.key");
    StringBuilder answers = new StringBuilder();
    for (String path : paths) {
      answers.append(site.get(path, null).everything());
      answers.append(site.get(path, stranger.token()).everything());
      answers.append(site.get(path, "nonsense").everything());
    }
    answers.append(site.call("POST", "/api/v1/rooms", "Bearer x", "{\"kind\":").everything());
    answers.append(site.call("POST", "/api/v1/guest", "Guest short", "{}").everything());
    answers.append(
        site.call("POST", "/api/v1/rooms", "Bearer " + stranger.token(), "{}").everything());
    assertThat(answers.toString()).contains(game.roomId); // It does read what is there.
    return answers.toString().replace(stranger.token(), "");
  }

  // --- Searching ---

  private static void searchBytes(CardGame game, Map<String, String> passphrases, String publicly) {
    for (CardGame.Seat seat : game.seats) {
      RoomClient owner = seat.client;
      Map<String, String> secrets = new LinkedHashMap<>();
      secrets.put("guest key", owner.guest.key());
      secrets.put("token", owner.guest.token());
      secrets.put("session", owner.session());
      String passphrase = passphrases.get(owner.guest.userId());
      if (passphrase != null) {
        secrets.put("passphrase", passphrase);
      }
      secrets.forEach((what, secret) -> {
        assertThat(publicly).as(what + " in public").doesNotContain(secret);
        for (CardGame.Seat other : game.seats) {
          if (other != seat || !what.equals("session")) {
            assertThat(other.text()).as(what + " sent to a client").doesNotContain(secret);
          }
        }
      });
    }
    for (String face : game.faces) {
      assertThat(publicly).doesNotContain(face);
    }
    for (CardGame.Seat seat : game.seats) {
      assertThat(seat.text()).doesNotContain("$argon2");
    }
    assertThat(publicly).doesNotContain("$argon2");
  }

  /** Keys, tokens and passphrases are in no file, not even in the database's log. */
  private static void searchFiles(Path data, CardGame game, Map<String, String> passphrases)
      throws IOException {
    List<String> secrets = new ArrayList<>(passphrases.values());
    for (CardGame.Seat seat : game.seats) {
      secrets.add(seat.client.guest.key());
      secrets.add(seat.client.guest.token());
    }
    boolean found = false;
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, ISO_8859_1);
        for (String secret : secrets) {
          assertThat(bytes.contains(secret)).as("a secret is in " + file).isFalse();
        }
        found |= bytes.contains(game.seats.getFirst().client.guest.userId());
      }
    }
    assertThat(found).as("the search finds what is there").isTrue();
  }

  // --- Tokens ---

  /** With every word that anybody was told, tried as a key and as a token. */
  private static void nobodysTokenIsToBeHad(Site site, CardGame game, Path data) throws Exception {
    Set<String> users = new HashSet<>();
    Set<String> words = new TreeSet<>();
    for (CardGame.Seat seat : game.seats) {
      users.add(seat.client.guest.userId());
      words.add(seat.client.session());
      for (Matcher word = WORD.matcher(seat.text()); word.find(); ) {
        words.add(word.group());
      }
    }
    words.removeIf(word -> word.matches("f[0-9a-f]{20}e|-?[0-9.]+|c[0-9a-z]{10}"));
    words.addAll(users);
    words.addAll(keyHashes(data));
    assertThat(words).anyMatch(word -> USER.matcher(word).matches());
    int let = 0;
    int tried = 0;
    for (String word : words) {
      for (String key : keysFrom(word)) {
        tried++;
        Site.Reply reply = site.enter(key, "thief");
        assertThat(reply.status()).isIn(200, 401);
        if (reply.status() == 200) {
          let++;
          assertThat(users).doesNotContain(reply.json().path("userId").asString());
        }
        if (tried % 300 == 0) {
          Thread.sleep(700); // 500 requests a second are taken.
        }
      }
    }
    for (String user : users) {
      for (String token : List.of(user, forged(user, "none"), forged(user, "HS256"))) {
        assertThat(site.get("/api/v1/rooms", token).status()).isEqualTo(401);
      }
    }
    System.out.printf(
        "SecretSearchTest: %d keys made of %d words were tried; %d let somebody new in, none a member%n",
        tried, words.size(), let);
  }

  private static List<String> keysFrom(String word) throws Exception {
    byte[] bytes = word.getBytes(UTF_8);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    return List.of(
        word,
        (word + word + word + word).substring(0, Math.min(4 * word.length(), 64)),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        HexFormat.of().formatHex(digest));
  }

  private static List<String> keyHashes(Path data) throws Exception {
    List<String> hashes = new ArrayList<>();
    try (var connection =
            java.sql.DriverManager.getConnection("jdbc:sqlite:" + data.resolve("roomkeeper.db"));
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT key_hash FROM guest LIMIT 20")) {
      while (rows.next()) {
        hashes.add(rows.getString(1));
      }
    }
    return hashes;
  }

  private static String forged(String userId, String algorithm) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
    String claims =
        "{\"iss\":\"roomkeeper\",\"aud\":\"roomkeeper\",\"sub\":\""
            + userId
            + "\",\"name\":\"x\",\"iat\":1700000000,\"exp\":4000000000}";
    String signature = algorithm.equals("none") ? "" : base64.encodeToString(new byte[32]);
    return base64.encodeToString(header.getBytes(UTF_8))
        + "."
        + base64.encodeToString(claims.getBytes(UTF_8))
        + "."
        + signature;
  }
}
